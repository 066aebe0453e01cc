using System.Collections.Immutable;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Infra.Tests;

namespace Infra.Benchmarks.Traffic;

/// <summary>A private world whose router has two sides, blue and green, each one process of nginx: targets that cost little, so that the router shows.</summary>
internal sealed class Stand : IAsyncDisposable
{
    const string Start = """
        #!/bin/sh
        cat > "$HOME/nginx.conf" <<END
        daemon off; master_process off; error_log /dev/null; pid $HOME/nginx.pid;
        events { worker_connections 4096; }
        http {
          access_log off; keepalive_requests 1000000000; keepalive_timeout 75s;
          client_body_temp_path $HOME/a; proxy_temp_path $HOME/b; fastcgi_temp_path $HOME/c; uwsgi_temp_path $HOME/d; scgi_temp_path $HOME/e;
          server { listen 127.0.0.1:$PORT; location / { add_header X-Release $RELEASE; default_type text/html; return 200 "$BODY"; } }
        }
        END
        exec NGINX -p "$HOME" -e /dev/null -c "$HOME/nginx.conf"

        """;

    static readonly string[] Sides = ["blue", "green"];

    readonly WorldHandle world;

    Stand(DirectoryInfo folder, WorldHandle world) => (Folder, this.world) = (folder, world);

    public DirectoryInfo Folder { get; }
    public WorldClient World => world.Client;
    public int Port { get; } = FreePort.Next();

    /// <summary>Where the two sides' processes listen.</summary>
    public ImmutableArray<int> Targets { get; private set; }

    public static async Task<Stand> StartAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-benchmark-");
        var stand = new Stand(folder, await WorldLauncher.EnsureAsync(Path.Combine(folder.FullName, "world"), isPrivate: true, ct));
        await stand.PrepareAsync(ct);
        return stand;
    }

    /// <summary>The rule that splits everything between the sides.</summary>
    public Rule Rule(int blue, int green) => new()
    {
        Id = "web",
        ListenerId = "production",
        Priority = 100,
        Conditions = [new Condition(ConditionField.Path, null, ["*"])],
        Action = new RuleAction { Forward = [new WeightedTargetGroup("blue", blue), new WeightedTargetGroup("green", green)] },
    };

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    async Task PrepareAsync(CancellationToken ct)
    {
        foreach (var side in Sides) await World.PutAsync(Group(side), ct);
        await World.PutAsync(new Listener { Id = "production", Port = Port, Default = new RuleAction { Response = new FixedResponse(404, "text/plain", "") } }, ct);
        await World.PutAsync(Rule(50, 50), ct);
        var image = await World.AddImageAsync("nginx", Image(), null, ct);
        foreach (var side in Sides) await World.PutAsync(Workload(side, $"nginx@{image.Digest}"), ct);
        var targets = ImmutableArray.CreateBuilder<int>();
        foreach (var side in Sides)
        {
            while ((await World.FindWorkloadAsync(side, ct))?.IsSteady != true) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
            targets.Add((await World.HealthAsync(side, ct)).Single().Port);
        }
        Targets = targets.ToImmutable();
    }

    string Image()
    {
        var image = Folder.CreateSubdirectory("image").FullName;
        File.WriteAllText(Path.Combine(image, "image.json"), """{"entrypoint":["run.sh"]}""");
        var script = Path.Combine(image, "run.sh");
        File.WriteAllText(script, Start.Replace("NGINX", Peer.Find("nginx", "nginx"), StringComparison.Ordinal));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return image;
    }

    static TargetGroup Group(string side) => new()
    {
        Id = side,
        Name = side,
        HealthCheck = new HealthCheck { Path = "/", Interval = TimeSpan.FromSeconds(5), Timeout = TimeSpan.FromSeconds(5), HealthyThreshold = 1, UnhealthyThreshold = 2, Matcher = "200" },
        DeregistrationDelay = TimeSpan.FromSeconds(1),
    };

    static Workload Workload(string side, string image) => new()
    {
        Id = side,
        Image = image,
        Replicas = 1,
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("RELEASE", side).Add("BODY", new string('x', 600)),
        TargetGroupIds = [side],
        StopTimeout = TimeSpan.FromSeconds(2),
    };
}

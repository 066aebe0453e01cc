using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Platforms.Aws;
using Infra.Tests.Compliance;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>Our eyes and hands on a fake AWS, over HTTP.</summary>
sealed class AwsStand : IPlatform, IStackOutputs, IAsyncDisposable
{
    const string Elb = $"arn:aws:elasticloadbalancing:{FakeAws.Region}:{FakeAws.Account}";
    public const string Balancer = "app/local/50dc6c495c0c9188";

    public static Route Where { get; } = new()
    {
        Key = Some.Web,
        ProductionListener = $"{Elb}:listener/{Balancer}/f2f7dc8efc522ab2",
        ProductionUrl = "http://local.elb.amazonaws.com",
        TestUrl = "http://local.elb.amazonaws.com:8081",
        Rule = $"{Elb}:listener-rule/{Balancer}/f2f7dc8efc522ab2/9683b2d02a6cabee",
        BlueTargets = $"{Elb}:targetgroup/web-blue-1111111/943f017f100becff",
        GreenTargets = $"{Elb}:targetgroup/web-green-2222222/73e2d6bc24d8a067",
    };

    readonly FakeServer server;

    AwsStand(FakeServer server, FakeAws aws, HurriedTime time, string? role)
    {
        (this.server, Aws, Time) = (server, aws, time);
        Own = new(new(FakeAws.Account, FakeAws.Region, role), this, time, new SocketsHttpHandler(), (_, _) => server.Address, (anew, _) => Task.FromResult(Caller(anew)));
        aws.Rules[Route.Rule] = [FakeRule.Forward((Route.BlueTargets, 100), (Route.GreenTargets, 0))];
        foreach (var group in new[] { Route.BlueTargets, Route.GreenTargets, OtherTargets }) aws.Targets[group] = [];
    }

    public FakeAws Aws { get; }
    public Uri Address => server.Address;
    public HurriedTime Time { get; }
    public AwsPlatform Own { get; }

    /// <summary>What the stack of a side publishes as its workload.</summary>
    public Func<Colour, string> Workload { get; set; } = Service;

    /// <summary>Whose credentials are here, and made anew.</summary>
    public Func<bool, ImmutableCredentials> Caller { get; set; } = _ => new("AKIDALICE", "alices-secret", null);

    public ITrafficRouter Router => Own.Router;
    public ITargetHealth Health => Own.Health;
    public IProbe Probe => Own.Probe;
    public IArtefacts Artefacts => Own.Artefacts;
    public string OtherTargets => $"{Elb}:targetgroup/other/6d0ecf831eec9f09";
    public Route Uncounted => Route with { ProductionListener = $"{Elb}:listener/app/unknown/0000000000000000/0000000000000000" };

    public Route Route => Where;

    public static async Task<AwsStand> StartAsync(string? role = null)
    {
        var time = new HurriedTime();
        var aws = new FakeAws(time);
        return new(await FakeServer.StartAsync(aws.Answer), aws, time, role);
    }

    public Task MoveAsync(params (Colour Side, int Weight)[] weights)
    {
        Aws.Rules[Route.Rule] = [FakeRule.Forward([.. weights.Select(one => (Route.Targets(one.Side), one.Weight))])];
        return Task.CompletedTask;
    }

    public Task RemoveRuleAsync()
    {
        Aws.Rules.Remove(Route.Rule);
        return Task.CompletedTask;
    }

    public Task RunAsync(Colour side, bool isFit)
    {
        Aws.Targets[Route.Targets(side)] = isFit
            ? [("healthy", "", ""), ("healthy", "", ""), ("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")]
            : [("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [500]")];
        Aws.Services[Service(side)] = new JsonObject { ["serviceArn"] = Service(side), ["status"] = "ACTIVE", ["desiredCount"] = 2, ["runningCount"] = isFit ? 2 : 1, ["deployments"] = new JsonArray() };
        Aws.Metrics.Pulse(Balancer, Group(side));
        return Task.CompletedTask;
    }

    public Task<Counts> AnswerAsync(Colour side, int requests)
    {
        // Every third of green fails: one by an answer of 503, the next by none at all, for which the balancer answers 502.
        var failed = side == Colour.Green ? requests / 3 : 0;
        var silent = failed / 2;
        Count("RequestCount", requests);
        Count("HTTPCode_Target_2XX_Count", requests - failed);
        Count("HTTPCode_Target_5XX_Count", failed - silent);
        if (silent > 0)
            Aws.Metrics.Add("HTTPCode_ELB_502_Count", Balancer, "", Aws.Now, silent);
        double[] times = [.. Enumerable.Range(0, requests - silent).Select(i => side == Colour.Green && i % 2 == 0 ? 0.3 : 0.25)];
        Aws.Metrics.Add("TargetResponseTime", Balancer, Group(side), Aws.Now, times);
        return Task.FromResult(new Counts(requests, failed, times.Count(time => time > 0.25)));

        void Count(string name, int count)
        {
            if (count > 0) Aws.Metrics.Add(name, Balancer, Group(side), Aws.Now, count);
        }
    }

    public Task CountedAsync()
    {
        Time.Advance(TimeSpan.FromMinutes(3));
        return Task.CompletedTask;
    }

    public Task<Release> PushAsync()
    {
        var release = Some.Release("1");
        Aws.Images.Add($"{FakeAws.Account}/{release.Reference}");
        return Task.FromResult(release);
    }

    public Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct)
    {
        var side = stack.EndsWith("blue", StringComparison.Ordinal) ? Colour.Blue : Colour.Green;
        return Task.FromResult(ImmutableSortedDictionary<string, string>.Empty
            .Add(StackOutputs.Environment.Targets, Route.Targets(side))
            .Add(StackOutputs.Environment.Workload, Workload(side)));
    }

    public async ValueTask DisposeAsync()
    {
        Own.Dispose();
        await server.DisposeAsync();
    }

    public string Group(Colour side) => Group(Route, side);

    public static string Group(Route route, Colour side) => route.Targets(side).Split(':')[^1];

    static string Service(Colour side) => $"arn:aws:ecs:{FakeAws.Region}:{FakeAws.Account}:service/local/web-{side.Word}";
}

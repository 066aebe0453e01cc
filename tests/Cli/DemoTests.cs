using System.Text.Json;

namespace Infra.Tests.Cli;

/// <summary>The product's promise, kept by the built program: run once as a pipeline would, and once stopped in the middle.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData("aws-ecs")]
    [InlineData("aws-asg")]
    [InlineData("kubernetes")]
    public async Task The_whole_story_keeps_every_promise_and_leaves_nothing_behind(string platform)
    {
        using var temporary = new TemporaryFolder();
        await using var infra = InfraProcess.Start(temporary.Path, temporary.Path, "demo", "--platform", platform, "--json", "--report", Path.Combine(temporary.Path, "report.html"));

        using var watched = new CancellationTokenSource();
        var watcher = WatchAsync(infra, watched.Token);
        var ended = await infra.EndAsync();
        await watched.CancelAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.True(await watcher > 0);
        using var json = JsonDocument.Parse(Assert.Single(ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var root = json.RootElement;
        Assert.StartsWith("http://127.0.0.1:", root.GetProperty("router").GetString(), StringComparison.Ordinal);
        Assert.Contains($"{root.GetProperty("router").GetString()}/", ended.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.All(root.GetProperty("rollouts").EnumerateArray(), rollout => Assert.Equal(rollout.GetProperty("requests").GetInt64(), rollout.GetProperty("routerRequests").GetInt64()));

        var first = Rollout(root, "v1");
        Assert.Equal("promoted", first.GetProperty("outcome").GetString());
        Assert.True(first.GetProperty("candidateRequests").GetInt32() > 0);

        var good = Rollout(root, "v2");
        Assert.Equal("promoted", good.GetProperty("outcome").GetString());
        Assert.True(good.GetProperty("requests").GetInt32() >= 3000);
        Assert.Equal(0, good.GetProperty("failedRequests").GetInt32());

        var refused = Rollout(root, "latest");
        Assert.Equal("refused", refused.GetProperty("outcome").GetString());
        Assert.Equal(0, refused.GetProperty("failedRequests").GetInt32());
        Assert.Equal(0, refused.GetProperty("candidateRequests").GetInt32());
        var policy = root.GetProperty("policy");
        Assert.True(policy.GetProperty("resources").GetInt32() > 0);
        Assert.True(policy.GetProperty("policies").GetInt32() > 0);
        Assert.Contains(policy.GetProperty("violations").EnumerateArray(), v => v.GetProperty("policy").GetString() == "artefact-by-digest" && v.GetProperty("level").GetString() == "mandatory");

        var bad = Rollout(root, "v3");
        Assert.Equal("rolledBack", bad.GetProperty("outcome").GetString());
        Assert.True(bad.GetProperty("candidateRequests").GetInt32() >= 20);
        Assert.True(bad.GetProperty("failedRequests").GetInt32() >= 3);
        Assert.InRange(bad.GetProperty("trafficReturnedMs").GetDouble(), 0, 300);
        Assert.True(bad.GetProperty("detectedMs").GetDouble() >= 0);

        Assert.Equal(0, root.GetProperty("previewAfter").GetProperty("changes").GetInt32());
        Assert.Equal([Path.Combine(temporary.Path, "report.html")], Directory.GetFileSystemEntries(temporary.Path));
        AssertNothingRuns(temporary);
    }

    [Theory]
    [InlineData("INT", "api v1")]
    [InlineData("TERM", "web v2")]
    public async Task Stopped_in_the_middle_it_leaves_no_process_and_no_folder(string signal, string at)
    {
        using var temporary = new TemporaryFolder();
        await using var infra = InfraProcess.Start(temporary.Path, temporary.Path, "demo", "--json");
        await infra.ToldAsync(at);

        await infra.SignalAsync(signal);
        var ended = await infra.EndAsync();

        Assert.Equal(8, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
        AssertNothingRuns(temporary);
    }

    /// <summary>Another client at the demo's router: what it asks is not the demo's own.</summary>
    private static async Task<int> WatchAsync(InfraProcess infra, CancellationToken ct)
    {
        await infra.ToldAsync("The router will be at");
        var router = new Uri(infra.Told.Split("The router will be at ")[1].Split(';')[0]);
        using var http = new HttpClient();
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var answered = 0;
        try
        {
            while (await pulse.WaitForNextTickAsync(ct))
            {
                try
                {
                    using var answer = await http.GetAsync(router, ct);
                    answered++;
                }
                catch (HttpRequestException)
                {
                    // Before the platform is up, and after it went.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }

        return answered;
    }

    private static JsonElement Rollout(JsonElement root, string release) =>
        root.GetProperty("rollouts").EnumerateArray().Single(r => r.GetProperty("service").GetString() == "web" && r.GetProperty("release").GetString() == release);

    /// <summary>World, keeper, replicas and policy pack all have the demo's folder in their arguments, environment or current folder.</summary>
    private static void AssertNothingRuns(TemporaryFolder folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var left = Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out var id) && id != Environment.ProcessId)
            .Select(process => (process, Text: Read(process, "cmdline") + Read(process, "environ")))
            .Where(found => found.Text.Contains(folder.Path, StringComparison.Ordinal))
            .Select(found => $"{found.process}: {found.Text.Replace('\0', ' ')}");
        Assert.Empty(left);
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

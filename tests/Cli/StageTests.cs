using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.Cli;

/// <summary>A stage on the sandbox's engine, worked on with one process per verb as people do.</summary>
public sealed class StageTests
{
    private const string AtOnce = "[ { smoke: / }, { setWeight: 50, bake: 500ms } ]";
    private const string WithPause = "[ { setWeight: 20, bake: 500ms }, { pause: 15s }, { setWeight: 50, bake: 500ms } ]";

    [Fact]
    public async Task A_service_comes_up_ships_shows_drift_and_goes()
    {
        await using var project = new ShopProject(AtOnce);
        await project.ServeAsync();
        await project.DoAsync("rollout", "web", "--release", await project.ImageAsync("v2"));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{project.ProductionPort}/"));
        Assert.Equal("v2", Assert.Single(answer.Headers.GetValues("X-Release")));

        Directory.Delete(project.JournalFolder, recursive: true);
        Assert.Equal(0, Changes(await project.DoAsync("up", "--json")));
        Assert.Equal(0, Changes(await project.DoAsync("preview", "--refresh", "--json")));

        await MoveWeightAsync(project, toGreen: 90);
        Assert.Equal(1, Changes(await project.DoAsync("preview", "--refresh", "--json")));

        await project.DoAsync("destroy", "--yes");
        using var world = project.World;
        var status = await world.StatusAsync(TestContext.Current.CancellationToken);
        Assert.Empty(status.Workloads);
        Assert.Empty(status.Listeners);
    }

    [Fact]
    public async Task A_weight_moved_behind_our_back_stops_the_next_shift_and_a_second_rollout_names_the_holder()
    {
        await using var project = new ShopProject(WithPause);
        await project.ServeAsync();
        var (v2, v3) = (await project.ImageAsync("v2"), await project.ImageAsync("v3"));
        await using var rollout = project.Start("rollout", "web", "--release", v2);
        await rollout.ToldAsync("... wait 15 s");

        var second = await project.RunAsync("rollout", "web", "--release", v3);
        Assert.Equal(13, second.ExitCode);
        Assert.Contains($"(process {rollout.Id} on", second.Output, StringComparison.Ordinal);

        await MoveWeightAsync(project, toGreen: 33);
        var ended = await rollout.EndAsync();
        Assert.Equal(12, ended.ExitCode);
        Assert.Contains("33%", ended.Output, StringComparison.Ordinal);
        Assert.Contains("20%, but the router has 33%", await project.DoAsync("status"), StringComparison.Ordinal);

        await project.DoAsync("up", "web.traffic", "--refresh");
        Assert.Contains("Promoted", await project.DoAsync("resume", "web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_that_was_interrupted_is_resumed_from_its_journal()
    {
        await using var project = new ShopProject(WithPause);
        await project.ServeAsync();
        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... wait 15 s");

        await rollout.SignalAsync("INT");
        Assert.Equal(8, (await rollout.EndAsync()).ExitCode);
        Assert.Contains("green  v2             20%", await project.DoAsync("status"), StringComparison.Ordinal);

        Assert.Contains("Promoted", await project.DoAsync("resume", "web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_refused_with_how_to_add_it()
    {
        await using var project = new ShopProject(AtOnce);
        await project.DoAsync("up");

        var ended = await project.RunAsync("rollout", "web", "--release", $"v1@sha256:{new string('a', 64)}");

        Assert.Equal(11, ended.ExitCode);
        Assert.Contains("infra sandbox image add shop/web FOLDER", ended.Output, StringComparison.Ordinal);
        Assert.Contains("nobody serves yet", await project.DoAsync("status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var project = new ShopProject(AtOnce, port);

        var ended = await project.RunAsync("up", "network");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"{port}", ended.Output, StringComparison.Ordinal);
        Assert.Contains("in use", ended.Output, StringComparison.Ordinal);
    }

    private static int Changes(string json)
    {
        using var result = JsonDocument.Parse(json);
        return result.RootElement.GetProperty("changes").GetInt32();
    }

    private static async Task MoveWeightAsync(ShopProject project, int toGreen)
    {
        var ct = TestContext.Current.CancellationToken;
        using var outputs = JsonDocument.Parse(await project.DoAsync("outputs", "web.traffic", "--json"));
        var traffic = outputs.RootElement.GetProperty("local.web.traffic");
        using var world = project.World;
        var rule = await world.FindRuleAsync(traffic.GetProperty("rule").GetString()!, ct);
        Assert.NotNull(rule);
        var (blue, green) = (traffic.GetProperty("blueTargets").GetString()!, traffic.GetProperty("greenTargets").GetString()!);
        // A retired side has no target group: then the weight of the one that is left goes elsewhere than its stack says.
        ImmutableArray<WeightedTargetGroup> groups = blue.Length == 0 ? [new(green, toGreen)] : [new(blue, 100 - toGreen), new(green, toGreen)];
        await world.PutAsync(rule with { Action = new RuleAction { Forward = groups } }, ct);
    }
}

using System.Text.Json;

namespace Infra.Tests.Cli;

/// <summary>A stage that is watched through the built program: while it moves, after its holder is killed, and with its world down.</summary>
public sealed class WatchingTests
{
    private const int HolderGone = 19;
    private const int Unfit = 20;
    private const string WithPause = "[ { setWeight: 20, bake: 500ms }, { pause: 15s }, { setWeight: 50, bake: 500ms } ]";

    [Fact]
    public async Task A_rollout_is_watched_explained_and_taken_over_when_its_holder_is_killed()
    {
        await using var project = new ShopProject(WithPause);
        await project.ServeAsync();
        var v2 = await project.ImageAsync("v2");
        await using var plain = project.Start("status", "--watch");
        await using var json = project.Start("status", "web", "--watch", "--json");
        await plain.AnsweredAsync("blue serves with v1.");
        await json.AnsweredAsync("\"waitsFor\":\"nothing\"");

        await using (var rollout = project.Start("rollout", "web", "--release", v2))
        {
            await plain.AnsweredAsync("web-2 brings v2. Pauses with green at 20% until ");
            await json.AnsweredAsync("\"waitsFor\":\"pause\"");
            Assert.Contains($"moved by {Environment.UserName} (process {rollout.Id} on {Environment.MachineName}), whose lease lasts until ", await project.DoAsync("status"), StringComparison.Ordinal);
            Assert.Contains("`infra promote web` skips what is left of it; `infra rollback web` returns users to blue.", await project.DoAsync("explain", "web"), StringComparison.Ordinal);
            await rollout.SignalAsync("KILL");
        }

        await plain.AnsweredAsync("Nobody moves it: ");
        await json.AnsweredAsync("\"waitsFor\":\"holder\"");
        var status = await project.RunAsync("status");
        Assert.Equal(HolderGone, status.ExitCode);
        Assert.Contains("is gone. `infra resume web` goes on.", status.Output, StringComparison.Ordinal);
        Assert.Contains("`infra resume web` would begin with: ", await project.DoAsync("explain", "web-2"), StringComparison.Ordinal);
        var doctor = await project.RunAsync("doctor");
        Assert.Equal(Unfit, doctor.ExitCode);
        Assert.Contains("problem  lease of web: web-2 has no end. Nobody moves it: ", doctor.Output, StringComparison.Ordinal);

        await project.DoAsync("resume", "web");
        await plain.AnsweredAsync("web-2, which brought v2: promoted at ");
        Assert.Contains("Every step of its plan was done", await project.DoAsync("explain", "web"), StringComparison.Ordinal);
        var told = await project.DoAsync("history", "--rollout", "web-2");
        Assert.Contains(" resumed it\n", told, StringComparison.Ordinal);
        Assert.EndsWith("promoted: Green serves 100% of web in local with v2.", told.TrimEnd(), StringComparison.Ordinal);
        await AssertHistoryAsync(project);

        foreach (var watch in new[] { plain, json })
        {
            await watch.SignalAsync("INT");
            var ended = await watch.EndAsync();
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        }

        Assert.All((await json.EndAsync()).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
        await AssertWorldDownAsync(project);
    }

    [Fact]
    public async Task Doctor_of_a_new_project_finds_no_problem_and_leaves_no_trace()
    {
        await using var project = new ShopProject(WithPause);

        var doctor = await project.RunAsync("doctor");

        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Error);
        Assert.Contains($"ok       port {project.ProductionPort}: Free for the production listener", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("advice   policies of plain pulumi: PULUMI_OPTION_POLICY_PACK is not set", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("advice   pipeline: ", doctor.Output, StringComparison.Ordinal);
        Assert.Equal(["infra.yaml"], Directory.EnumerateFileSystemEntries(project.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Doctor_names_a_port_that_another_program_holds()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await using var project = new ShopProject(WithPause, port);

        var doctor = await project.RunAsync("doctor", "--json");

        Assert.Equal(Unfit, doctor.ExitCode);
        using var result = JsonDocument.Parse(doctor.Output);
        var check = Assert.Single(result.RootElement.GetProperty("checks").EnumerateArray(), each => each.GetProperty("health").GetString() == "problem");
        Assert.Equal($"port {port}", check.GetProperty("name").GetString());
        Assert.Contains($"sport = :{port}", check.GetProperty("mend").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_of_a_stage_that_was_never_made_starts_nothing_and_leaves_no_trace()
    {
        await using var project = new ShopProject(WithPause);

        Assert.Contains("nobody serves yet.", await project.DoAsync("status"), StringComparison.Ordinal);
        Assert.Contains("No rollout of stage local is recorded", await project.DoAsync("history"), StringComparison.Ordinal);
        Assert.Equal(["infra.yaml"], Directory.EnumerateFileSystemEntries(project.Folder).Select(Path.GetFileName));
    }

    private static async Task AssertHistoryAsync(ShopProject project)
    {
        using var history = JsonDocument.Parse(await project.DoAsync("history", "web", "--json"));
        var facts = history.RootElement.GetProperty("rollouts").EnumerateArray().SelectMany(rollout => rollout.GetProperty("facts").EnumerateArray()).ToList();
        Assert.Equal(File.ReadLines(project.Journal).Count(), facts.Count);
        Assert.All(facts, fact => Assert.True(fact.GetProperty("actor").GetString() is { Length: > 0 } && fact.GetProperty("cause").GetString() is { Length: > 0 } && fact.GetProperty("at").GetDateTimeOffset() > default(DateTimeOffset)));
    }

    private static async Task AssertWorldDownAsync(ShopProject project)
    {
        var outputs = await project.DoAsync("outputs", "--json");
        await project.DoAsync("sandbox", "down");

        var down = await project.DoAsync("status");

        Assert.StartsWith("The world of local is down: ", down, StringComparison.Ordinal);
        Assert.Contains("web in local: green serves with v2.", down, StringComparison.Ordinal);
        Assert.Equal(outputs, await project.DoAsync("outputs", "--json"));
        Assert.Contains("No world runs", await project.DoAsync("sandbox", "status"), StringComparison.Ordinal);
    }
}

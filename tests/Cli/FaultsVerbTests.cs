using System.Text.Json;
using Infra.Sandbox.World;

namespace Infra.Tests.Cli;

/// <summary><c>infra sandbox faults</c>, as a person uses it: what a file says holds in every process until it is lifted.</summary>
public sealed class FaultsVerbTests
{
    private const int BadInput = 14;

    private const string Faults = """
        faults:
          - { create: "aws:lb/listener:Listener", nth: 2, then: fail, says: "ThrottlingException: Rate exceeded" }
          - { metrics: down }
        """;

    private static readonly string[] _faults = ["the 2nd create of aws:lb/listener:Listener fails", "the router's metrics can't be read"];

    [Fact]
    public async Task Faults_of_a_file_strike_are_counted_and_end_when_they_are_lifted()
    {
        await using var project = new ShopProject("[ { setWeight: 20, bake: 1s } ]");
        Assert.Equal(["No faults are set."], await LinesAsync(project));

        Assert.Equal([$"  1  {_faults[0]}; met 0", $"  2  {_faults[1]}"], await LinesAsync(project, Write(project, Faults)));
        Assert.False(WorldLauncher.IsUp(project.World.Folder), "Setting faults started a world.");
        var struck = await project.RunAsync("up");
        Assert.Equal(1, struck.ExitCode);
        Assert.Contains("ThrottlingException: Rate exceeded (a fault of the sandbox", struck.Output + struck.Error, StringComparison.Ordinal);

        Assert.Equal([$"  1  {_faults[0]}; met 2, and over", $"  2  {_faults[1]}"], await LinesAsync(project));
        Assert.Equal(["No faults are set."], await LinesAsync(project, "--clear"));
        await project.DoAsync("up");
    }

    [Fact]
    public async Task A_program_reads_what_is_set_and_setting_anew_begins_anew()
    {
        await using var project = new ShopProject("[ { setWeight: 20, bake: 1s } ]");
        await project.DoAsync("sandbox", "faults", Write(project, Faults));

        using var json = JsonDocument.Parse(await project.DoAsync("sandbox", "faults", "--json", Write(project, Faults)));

        var faults = json.RootElement.GetProperty("faults").EnumerateArray().ToList();
        Assert.Equal(_faults, faults.Select(fault => fault.GetProperty("says").GetString()));
        Assert.Equal(0, faults[0].GetProperty("met").GetInt32());
        Assert.Equal(JsonValueKind.Null, faults[1].GetProperty("met").ValueKind);
        Assert.All(faults, fault => Assert.False(fault.GetProperty("over").GetBoolean()));
    }

    [Fact]
    public async Task A_file_with_mistakes_gets_them_all_and_what_was_set_stays()
    {
        await using var project = new ShopProject("[ { setWeight: 20, bake: 1s } ]");
        var set = await LinesAsync(project, Write(project, Faults));

        var wrong = await project.RunAsync("sandbox", "faults", Write(project, "faults:\n  - { metrics: slow }\n  - { disk: full }\n"));
        var missing = await project.RunAsync("sandbox", "faults", "nowhere.yaml");
        var both = await project.RunAsync("sandbox", "faults", "faults.yaml", "--clear");

        Assert.All([wrong, missing, both], ended => Assert.Equal(BadInput, ended.ExitCode));
        Assert.Collection(Lines(wrong.Error), line => Assert.StartsWith("faults.yaml(2,", line), line => Assert.StartsWith("faults.yaml(3,", line));
        Assert.StartsWith("nowhere.yaml can't be read: ", Assert.Single(Lines(missing.Error)));
        Assert.Equal("Either a FILE sets faults or --clear lifts them; give one of the two.", Assert.Single(Lines(both.Error)));
        Assert.Equal(set, await LinesAsync(project));
    }

    private static string Write(ShopProject project, string text)
    {
        File.WriteAllText(Path.Combine(project.Folder, "faults.yaml"), text);
        return "faults.yaml";
    }

    private static async Task<string[]> LinesAsync(ShopProject project, params string[] args) => Lines(await project.DoAsync(["sandbox", "faults", .. args]));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

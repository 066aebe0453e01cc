using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>Programs of an independent client, step by step: what a preview says is what is done then, and both are what the scenario expects.</summary>
public sealed class NodeScenarioTests(NodeScenarios scenarios) : IClassFixture<NodeScenarios>
{
    static readonly string[] RunsPods = ["kubernetes_life", "kubernetes_typed"];

    public static TheoryData<string> Names => [.. NodeScenarios.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_goes_as_it_says(string name)
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = RunsPods.Contains(name) ? (await Scenario.WithShopAsync()).Scenario : await Scenario.StartAsync();
        await scenario.OkAsync($"config set scenario {name} --stack dev");
        await scenario.OkAsync($"config set port {FreePort.Next()} --stack dev");
        foreach (var (step, move) in scenarios[name].Index())
        {
            await scenario.OkAsync($"config set step {step} --stack dev");
            foreach (var (key, value) in move.Config ?? []) await scenario.OkAsync(["config", "set", key, value, "--stack", "dev"]);
            var command = $"{move.Command ?? "up"} {string.Join(' ', move.Flags ?? [])} --stack dev {(move.Command is null ? $"--client={scenarios.Address}" : "")}";
            var preview = await scenario.CliAsync($"{command} --preview-only");
            var end = await scenario.CliAsync($"{command} --yes --skip-preview");
            await JudgeAsync(scenario, move, preview, end, $"step {step} of {name}: {command}\n");
        }
    }

    static async Task JudgeAsync(Scenario scenario, NodeScenarios.Move move, CommandEnd preview, CommandEnd end, string where)
    {
        var story = $"{where}{end.Output}{end.Error}";
        if (move.Fails is { } words) Assert.True(end.ExitCode != 0 && story.Contains(words), $"'{words}' was expected at {story}");
        else
        {
            Assert.True((preview.ExitCode, end.ExitCode) == (0, 0), $"{story}{preview.Output}{preview.Error}");
            Assert.True(Ops(preview.AllOps) == Ops(end.AllOps), $"the preview said {Ops(preview.AllOps)} at {story}");
        }
        if (move.Ops is { } ops) Assert.True(Ops(ops) == Ops(end.AllOps), $"{Ops(end.AllOps)} instead of {Ops(ops)} at {story}");
        if (move.Order is { } order) Assert.True(order.SequenceEqual(end.Done.Where(order.Contains)), $"{string.Join(", ", end.Done)} instead of {string.Join(", ", order)} at {story}");
        if (move.Count is { } count) Assert.Equal(count, end.AllOps.Count);
        foreach (var (resource, expected) in move.Inputs ?? []) Has(expected, (await scenario.ResourceAsync(resource))["inputs"]!);
        foreach (var (resource, expected) in move.State ?? []) Has(expected, await scenario.ResourceAsync(resource));
        if (move.Outputs is { } outputs) Has(outputs, JsonNode.Parse((await scenario.OkAsync("stack output --json --stack dev")).Output)!);
        foreach (var secret in move.Hides ?? [])
        {
            Assert.DoesNotContain(secret, $"{preview.Output}{preview.Error}{story}{string.Concat(preview.Events.Concat(end.Events).Select(happened => happened.ToJsonString()))}");
            foreach (var file in Directory.EnumerateFiles(scenario.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("control.sock" or "lock"))) Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
    }

    static void Has(JsonObject expected, JsonNode actual)
    {
        foreach (var (name, value) in expected) Assert.True(JsonNode.DeepEquals(value, actual[name]), $"{name} is {actual[name]?.ToJsonString()} instead of {value?.ToJsonString()}");
    }

    static string Ops(IReadOnlyDictionary<string, string> ops) => string.Join("; ", ops.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"));
}

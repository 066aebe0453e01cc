namespace Infra.Tests.Engine;

/// <summary>A project of <c>runtime: nodejs</c>, with the official packages in reach; its test is skipped where they are not installed.</summary>
internal static class NodeProject
{
    public static string Modules { get; } = Path.Combine(Repository.Root, "tests", "node", "node_modules");

    public static void SkipWithoutModules() =>
        Assert.SkipUnless(Directory.Exists(Modules), $"The official client is not installed: run `npm ci --prefix tests/node` (there is no {Modules}).");

    public static async Task<Scenario> StartAsync(string program)
    {
        SkipWithoutModules();
        var scenario = await Scenario.StartAsync();
        Directory.CreateSymbolicLink(Path.Combine(scenario.WorkFolder, "node_modules"), Modules);
        File.WriteAllText(Path.Combine(scenario.WorkFolder, "Pulumi.yaml"), $"name: {Scenario.Project}\nruntime: nodejs\n");
        File.WriteAllText(Path.Combine(scenario.WorkFolder, "package.json"), """{"main":"index.js"}""");
        Write(scenario, program);
        return scenario;
    }

    public static void Write(Scenario scenario, string program) => File.WriteAllText(Path.Combine(scenario.WorkFolder, "index.js"), program);
}

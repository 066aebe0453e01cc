namespace Infra.Tests.Engine;

/// <summary>A policy pack written with the official Node.js SDK, as the sandbox enforces it.</summary>
public sealed class NodePackTests
{
    const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";

    const string Pack = """
        const { PolicyPack } = require("@pulumi/policy");
        new PolicyPack("retention", {
            policies: [{
                name: "logs-are-kept",
                description: "Logs are kept for a week.",
                enforcementLevel: "mandatory",
                validateResource: (args, report) => {
                    if (args.type === "aws:cloudwatch/logGroup:LogGroup" && args.props.retentionInDays < 7) report(`kept for ${args.props.retentionInDays} days only`);
                },
            }, {
                name: "logs-have-tags",
                description: "Logs have an owner.",
                enforcementLevel: "remediate",
                remediateResource: (args) => args.type === "aws:cloudwatch/logGroup:LogGroup" && !args.props.tags ? { ...args.props, tags: { owner: "nobody" } } : undefined,
            }],
        });
        """;

    [Fact]
    public async Task It_stops_a_preview_that_breaks_its_policy_and_mends_what_it_can()
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = await Scenario.StartAsync();
        var pack = Directory.CreateDirectory(Path.Combine(scenario.Folder, "pack")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(pack, "node_modules"), NodeProject.Modules);
        File.WriteAllText(Path.Combine(pack, "PulumiPolicy.yaml"), "runtime: nodejs\nversion: 1.2.3\n");
        File.WriteAllText(Path.Combine(pack, "package.json"), """{"main":"index.js","version":"1.2.3"}""");
        File.WriteAllText(Path.Combine(pack, "index.js"), Pack);

        var refused = await scenario.PreviewAsync(Logs(3), $"--policy-pack {pack}");
        var allowed = await scenario.UpAsync(Logs(7), $"--policy-pack {pack}");

        Assert.Equal((1, "failed"), (refused.ExitCode, refused.Result));
        Assert.Contains("kept for 3 days only", refused.Of("policyEvent").Single()["message"]!.GetValue<string>());
        Assert.Equal("succeeded", allowed.Result);
        Assert.Equal("nobody", (await scenario.ResourceAsync("logs"))["inputs"]!["tags"]!["owner"]!.GetValue<string>());

        static Func<InlineProgram, Task> Logs(int days) => program => program.RegisterAsync(LogGroup, "logs", $$"""{"retentionInDays":{{days}}}""");
    }
}

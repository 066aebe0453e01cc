namespace Infra.Tests.Engine;

/// <summary>Policy packs written with the official Node.js SDK, as the sandbox enforces them.</summary>
public sealed class NodePackTests
{
    const string LogGroup = "aws:cloudwatch/logGroup:LogGroup", Instance = "aws:ec2/instance:Instance", TargetGroup = "aws:lb/targetGroup:TargetGroup";

    const string Retention = """
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

    // Its own levels are advisory; the schema of ec2VolumeInUse says that volumes have to go with their machine.
    const string AwsGuard = """
        const { AwsGuard } = require("@pulumi/awsguard");
        new AwsGuard({ all: "mandatory", ec2InstanceDetailedMonitoringEnabled: "disabled" });
        """;

    [Fact]
    public async Task It_stops_a_preview_that_breaks_its_policy_and_mends_what_it_can()
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = await Scenario.StartAsync();
        var pack = Folder(scenario, "retention", Retention);

        var refused = await scenario.PreviewAsync(Logs(3), $"--policy-pack {pack}");
        var allowed = await scenario.UpAsync(Logs(7), $"--policy-pack {pack}");

        Assert.Equal((1, "failed"), (refused.ExitCode, refused.Result));
        Assert.Contains("kept for 3 days only", refused.Of("policyEvent").Single()["message"]!.GetValue<string>());
        Assert.Equal("succeeded", allowed.Result);
        Assert.Equal("nobody", (await scenario.ResourceAsync("logs"))["inputs"]!["tags"]!["owner"]!.GetValue<string>());

        static Func<InlineProgram, Task> Logs(int days) => program => program.RegisterAsync(LogGroup, "logs", $$"""{"retentionInDays":{{days}}}""");
    }

    [Fact]
    public async Task Packs_of_three_makers_tell_their_own_and_any_of_them_stops_an_update_before_its_resource_is_made()
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = await Scenario.StartAsync();
        var ours = Path.Combine(AppContext.BaseDirectory, "Infra.Policies");
        var flags = $"--policy-pack {ours} --policy-pack {Folder(scenario, "awsguard", AwsGuard)} --policy-pack {Folder(scenario, "retention", Retention)} --allow-unknown-types";

        var preview = await scenario.PreviewAsync(Bad("logs", "host", "targets"), flags);
        var atLogs = await scenario.UpAsync(Bad("logs"), flags);
        var madeBeforeLogs = await MadeAsync();
        var atHost = await scenario.UpAsync(Bad("host"), flags);
        var madeBeforeHost = await MadeAsync();
        var atTargets = await scenario.UpAsync(Bad("targets"), flags);
        var madeBeforeTargets = await MadeAsync();
        var mended = (await scenario.UpAsync(Bad(), flags)).Ok();

        string[] logs = ["retention logs-are-kept logs"], host = ["pulumi-awsguard ec2-volume-inuse host"], targets = ["infra deregistration-delay targets", "infra health-check-present targets"];
        Assert.Equal([.. targets, .. host, .. logs], Refusals(preview)); // by name
        Assert.Matches(@"(?s)    infra@v0\.1\.0\n.*\[mandatory\]  health-check-present.*    pulumi-awsguard@v1\.2\.3\n        - \[mandatory\]  ec2-volume-inuse .*    retention@v1\.2\.3\n.*\[mandatory\]  logs-are-kept ", preview.Output);
        Assert.Equal([1, 1, 1, 1], [preview.ExitCode, atLogs.ExitCode, atHost.ExitCode, atTargets.ExitCode]);
        Assert.Equal([logs, host, targets], [Refusals(atLogs), Refusals(atHost), Refusals(atTargets)]);
        Assert.Equal(("", "logs", "logs, host"), (madeBeforeLogs, madeBeforeHost, madeBeforeTargets));
        Assert.Equal("logs, host, targets", await MadeAsync());
        Assert.Equal("nobody", (await scenario.ResourceAsync("logs"))["inputs"]!["tags"]!["owner"]!.GetValue<string>());
        Assert.Equal(["infra", "pulumi-awsguard", "retention"], mended.Summary["PolicyPacks"]!.AsObject().Select(pack => pack.Key.Split('|')[0]));

        async Task<string> MadeAsync()
        {
            var state = await scenario.StateAsync();
            Assert.Empty(state["pending_operations"]?.AsArray() ?? []);
            return string.Join(", ", (state["resources"]?.AsArray() ?? []).Select(resource => resource!["urn"]!.GetValue<string>().Split("::")[^1]).Where(name => name is "logs" or "host" or "targets"));
        }
    }

    static Func<InlineProgram, Task> Bad(params string[] names) => async program =>
    {
        await program.RegisterAsync(LogGroup, "logs", $$"""{"retentionInDays":{{(names.Contains("logs") ? 3 : 365)}}}""");
        await program.RegisterAsync(Instance, "host", $$"""{"metadataOptions":{"httpTokens":"required"},"rootBlockDevice":{"encrypted":true},"ebsBlockDevices":[{"deviceName":"/dev/sdf","encrypted":true,"deleteOnTermination":{{(names.Contains("host") ? "false" : "true")}}}]}""");
        await program.RegisterAsync(TargetGroup, "targets", names.Contains("targets") ? """{"port":80,"protocol":"HTTP","vpcId":"vpc-1"}""" : """{"port":80,"protocol":"HTTP","vpcId":"vpc-1","deregistrationDelay":30,"healthCheck":{"path":"/healthz"}}""");
    };

    static string[] Refusals(CommandEnd end) =>
    [
        .. end.Of("policyEvent").Where(policy => policy["enforcementLevel"]!.GetValue<string>() == "mandatory")
            .Select(policy => $"{policy["policyPackName"]} {policy["policyName"]} {policy["resourceUrn"]!.GetValue<string>().Split("::")[^1]}").Order(StringComparer.Ordinal),
    ];

    static string Folder(Scenario scenario, string name, string program)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scenario.Folder, name)).FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), NodeProject.Modules);
        File.WriteAllText(Path.Combine(folder, "PulumiPolicy.yaml"), "runtime: nodejs\nversion: 1.2.3\n");
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"main":"index.js","version":"1.2.3"}""");
        File.WriteAllText(Path.Combine(folder, "index.js"), program);
        return folder;
    }
}

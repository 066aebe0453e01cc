using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary>What operations print.</summary>
public sealed class DisplayTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Secret = "hunter2";

    [Fact]
    public async Task A_preview_ends_in_a_tree_outputs_and_counts()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(Program("blue"));

        Assert.Equal("""
            Previewing update (dev):
                 Type                   Name      Plan
             +   pulumi:pulumi:Stack    shop-dev  create
             +   └─ shop:index:Network  network   create
             +      └─ aws:ec2:Vpc      main      create

            Outputs:
              + colour: "blue"
              + id: [unknown]
              + secret: [secret]

            Resources:
                + 3 to create

            Duration:
            """.ReplaceLineEndings("\n"), end.Ok().Output.Split(" 0.")[0]);
    }

    [Fact]
    public async Task An_update_says_each_step_as_it_is_done_and_what_became_of_the_outputs()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Program("blue"))).Ok();

        var lines = (await scenario.UpAsync(Program("green"))).Ok().Output.Split('\n');

        Assert.Contains(" ~  aws:ec2:Vpc main updating [diff: ~tags,~tagsAll]", lines);
        Assert.Contains(lines, line => line.StartsWith(" ~  aws:ec2:Vpc main updated (0.", StringComparison.Ordinal));
        Assert.Contains("  ~ colour: \"blue\" => \"green\"", lines);
        Assert.Contains("    secret: [secret]", lines);
        Assert.Contains("    ~ 1 updated", lines);
        Assert.Contains("    2 unchanged", lines);
    }

    [Fact]
    public async Task A_diff_has_the_values_that_change_and_no_secret()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Program("blue"))).Ok();

        var output = (await scenario.PreviewAsync(Program("green"), "--diff")).Ok().Output;

        Assert.Contains("            ~ tags: {\n                ~ colour: \"blue\" => \"green\"\n              }\n", output);
        Assert.DoesNotContain(Secret, output);
    }

    [Fact]
    public async Task Colour_comes_when_asked_for_and_never_otherwise()
    {
        await using var scenario = await Scenario.StartAsync();

        Assert.Contains("\e[32m", (await scenario.PreviewAsync(Program("blue"), "--color always")).Output);
        Assert.DoesNotContain('\e', (await scenario.PreviewAsync(Program("blue"))).Output);
    }

    [Fact]
    public async Task A_preview_as_json_is_one_object_with_states_and_no_secret()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync($"config set --stack dev --secret password {Secret}");
        (await scenario.UpAsync(Program("blue"))).Ok();

        var output = (await scenario.PreviewAsync(Program("green"), "--json")).Ok().Output;

        var digest = JsonNode.Parse(output)!;
        Assert.Equal(["config", "steps", "duration", "changeSummary"], digest.AsObject().Select(entry => entry.Key));
        Assert.Equal("""{"shop:password":"[secret]"}""", digest["config"]!.ToJsonString());
        Assert.Equal("""{"same":2,"update":1}""", digest["changeSummary"]!.ToJsonString());
        Assert.Equal(["same", "same", "update"], digest["steps"]!.AsArray().Select(step => step!["op"]!.GetValue<string>()).Order());
        var update = digest["steps"]!.AsArray().Single(step => step!["op"]!.GetValue<string>() == "update")!;
        Assert.Equal("""{"kind":"update","inputDiff":true}""", update["detailedDiff"]!["tags.colour"]!.ToJsonString());
        Assert.Equal(("blue", "green"), (update["oldState"]!["inputs"]!["tags"]!["colour"]!.GetValue<string>(), update["newState"]!["inputs"]!["tags"]!["colour"]!.GetValue<string>()));
        Assert.DoesNotContain(Secret, output);
    }

    [Fact]
    public async Task Another_operation_as_json_is_its_events()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = (await scenario.UpAsync(Program("blue"), "--json")).Ok();

        Assert.Equal(end.Events.Select(happened => happened.ToJsonString()), end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.ToJsonString()));
    }

    [Fact]
    public async Task A_failure_is_told_under_its_resource()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main", """{"colour":"blue"}"""));

        Assert.Contains("Diagnostics:\n  aws:ec2:Vpc (main):\n    error: ", end.Output);
        Assert.Contains("\n\n  pulumi:pulumi:Stack (shop-dev):\n    error: preview failed\n", end.Output);
    }

    [Fact]
    public async Task Findings_of_policies_stand_under_their_pack()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var pack = await FakePack.StartAsync(scenario.Folder, analyze: (request, _) => Task.FromResult(request.Type == Vpc ? FakePack.Finding("owner is missing", Pulumirpc.EnforcementLevel.Advisory) : new()));

        var output = (await scenario.PreviewAsync(Program("blue"), $"--policy-pack {pack.Path}")).Ok().Output;

        Assert.Contains("Policies:\n    fake@v1.0.0\n        - [advisory]  rule  (aws:ec2:Vpc: main)\n          owner is missing\n", output);
        Assert.Equal("PACK         POLICY  LEVEL      WHAT IT ASKS\nfake@v1.0.0  rule    mandatory\n", (await scenario.OkAsync($"policy ls {pack.Path}")).Output);
    }

    static Func<InlineProgram, Task> Program(string colour) => async program =>
    {
        var network = await program.ComponentAsync("shop:index:Network", "network");
        var vpc = await program.RegisterAsync(Vpc, "main", $$$"""{"cidrBlock":"10.0.0.0/16","tags":{"colour":"{{{colour}}}"}}""", request => request.Parent = network.Urn);
        program.Output("colour", Value.ForString(colour));
        program.Output("id", Value.ForString(vpc.Id.Length > 0 ? vpc.Id : WireValues.Unknown));
        program.Output("secret", WireValues.Secret(Value.ForString(Secret)));
    };
}

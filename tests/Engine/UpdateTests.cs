using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace Infra.Tests.Engine;

public sealed class UpdateTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet", LogGroup = "aws:cloudwatch/logGroup:LogGroup";

    [Fact]
    public async Task A_first_update_creates_and_a_second_changes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();

        var first = (await scenario.UpAsync(Network)).Ok();
        var second = (await scenario.UpAsync(Network, "--expect-no-changes")).Ok();

        Assert.Equal("""{"create":4}""", first.Changes);
        Assert.Equal("""{"same":4}""", second.Changes);
    }

    [Fact]
    public async Task Outputs_reach_the_program_and_the_stack()
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.UpAsync(Network)).Ok();

        var outputs = JsonNode.Parse((await scenario.OkAsync("stack output --json --stack dev")).Output)!;
        Assert.Matches("^vpc-[0-9a-f]{17}$", outputs["vpcId"]!.GetValue<string>());
        Assert.Equal($"arn:aws:ec2:eu-west-1:000000000000:vpc/{outputs["vpcId"]}", outputs["vpcArn"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_preview_knows_no_id_yet_and_writes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        var before = await File.ReadAllBytesAsync(scenario.CheckpointFile(), TestContext.Current.CancellationToken);
        Registered? vpc = null;

        var preview = (await scenario.PreviewAsync(async program => vpc = await program.RegisterAsync(Vpc, "main", """{"cidrBlock":"10.0.0.0/16"}"""))).Ok();

        Assert.Equal("""{"create":2}""", preview.Changes);
        Assert.Equal(("", "10.0.0.0/16", Infra.Rpc.WireValues.Unknown), (vpc!.Id, vpc["cidrBlock"], vpc["arn"]));
        Assert.Equal(before, await File.ReadAllBytesAsync(scenario.CheckpointFile(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_program_no_longer_registers_is_deleted_dependents_first()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network)).Ok();

        var end = (await scenario.UpAsync(_ => Task.CompletedTask)).Ok();

        Assert.Equal("""{"delete":3,"same":1}""", end.Changes);
        var deleted = end.Of("resOutputsEvent").Select(payload => payload["metadata"]!).Where(metadata => metadata["op"]!.GetValue<string>() == "delete")
            .Select(metadata => metadata["urn"]!.GetValue<string>().Split("::")[^1]);
        Assert.Equal(["a", "main"], deleted.Where(name => name is "a" or "main"));
    }

    [Fact]
    public async Task A_change_updates_in_place_and_says_what_changed()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Logs(7))).Ok();

        var end = (await scenario.UpAsync(Logs(30))).Ok();

        Assert.Equal("""{"same":1,"update":1}""", end.Changes);
        Assert.Equal("""{"retentionInDays":{"diffKind":"update","inputDiff":true}}""", end.Step("logs", "update")["detailedDiff"]!.ToJsonString());
        Assert.Equal(30, (await scenario.ResourceAsync("logs"))["outputs"]!["retentionInDays"]!.GetValue<int>());

        static Func<InlineProgram, Task> Logs(int days) => program => program.RegisterAsync(LogGroup, "logs", $$"""{"retentionInDays":{{days}}}""");
    }

    [Fact]
    public async Task A_bad_input_is_one_message_for_each_problem_and_creates_nothing()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(program => program.RegisterAsync(LogGroup, "logs", """{"retentionInDays":"soon","colour":"blue"}"""));

        Assert.Equal((1, "failed"), (end.ExitCode, end.Result));
        Assert.Contains(end.Errors, error => error.Contains("'logs'") && error.Contains("'retentionInDays' is a text; it must be a whole number"));
        Assert.Contains(end.Errors, error => error.Contains("'colour' is unknown; known are "));
        Assert.DoesNotContain("logs", (await scenario.StateAsync()).ToJsonString());
    }

    static async Task Network(InlineProgram program)
    {
        var component = await program.ComponentAsync("shop:index:Network", "network");
        var vpc = await program.RegisterAsync(Vpc, "main", """{"cidrBlock":"10.0.0.0/16"}""", request => request.Parent = component.Urn);
        await program.RegisterAsync(Subnet, "a", $$"""{"cidrBlock":"10.0.1.0/24","vpcId":"{{vpc.Id}}"}""", request =>
        {
            request.Parent = component.Urn;
            request.Dependencies.Add(vpc.Urn);
            request.PropertyDependencies["vpcId"] = new() { Urns = { vpc.Urn } };
        });
        program.Output("vpcId", Value.ForString(vpc.Id));
        program.Output("vpcArn", Value.ForString(vpc["arn"]));
    }
}

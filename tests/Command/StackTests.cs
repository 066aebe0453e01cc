using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

public sealed partial class StackTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet";

    [Fact]
    public async Task A_stack_shows_its_resources_as_a_tree_and_its_outputs()
    {
        await using var scenario = await UpAsync();

        var text = (await scenario.OkAsync("stack --stack dev")).Output;

        Golden.Matches("pulumi/stack.txt", Moment().Replace(Id().Replace(text, "vpc-0"), "AT"));
        Assert.Contains("ID: vpc-", (await scenario.OkAsync("stack --show-ids --stack dev")).Output);
        Assert.Contains("URN: urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main", (await scenario.OkAsync("stack -u --stack dev")).Output);
        Assert.Contains("hush", (await scenario.OkAsync("stack --show-secrets --stack dev")).Output);
    }

    [Fact]
    public async Task A_renamed_stack_has_its_resources_history_and_configuration_and_updates_to_nothing()
    {
        await using var scenario = await UpAsync();
        await scenario.OkAsync("config set --stack dev --secret password hunter2");

        await scenario.OkAsync("stack rename --stack dev prod");

        Assert.Equal("prod", Assert.Single(JsonNode.Parse((await scenario.OkAsync("stack ls --json")).Output)!.AsArray())!["name"]!.GetValue<string>());
        Assert.All(Urns(await scenario.StateAsync("prod")), urn => Assert.StartsWith("urn:pulumi:prod::shop::", urn));
        Assert.Contains("urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", Urns(await scenario.StateAsync("prod")));
        Assert.Single(JsonNode.Parse((await scenario.OkAsync("stack history --json --stack prod")).Output)!.AsArray());
        Assert.Equal("hunter2\n", (await scenario.OkAsync("config get password --stack prod")).Output);
        Assert.False(File.Exists(Path.Combine(scenario.WorkFolder, "Pulumi.dev.yaml")));
        (await scenario.UpAsync(Program, "--expect-no-changes", stack: "prod")).Ok();
    }

    [Fact]
    public async Task An_export_can_be_of_an_earlier_operation_and_be_imported_again()
    {
        await using var scenario = await UpAsync();
        (await scenario.UpAsync(_ => Task.CompletedTask)).Ok();

        var first = (await scenario.OkAsync("stack export --version 1 --stack dev")).Output;
        var outOfRange = await scenario.CliAsync("stack export --version 3 --stack dev");
        await scenario.OkAsync("stack import --stack dev", first);

        Assert.Contains("--version takes a number from 1 to 2, not '3'", outOfRange.Error);
        Assert.Contains(Urns(await scenario.StateAsync()), urn => urn.EndsWith("::main", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_says_what_was_done_when_and_by_what()
    {
        await using var scenario = await UpAsync();

        var text = (await scenario.OkAsync("stack history --stack dev")).Output;

        Assert.Equal("""
            Version: 1
            UpdateKind: update
            Status: succeeded 3 create
            Message: the-first
            Updated now took 0s
                exec.kind: cli
            """.ReplaceLineEndings("\n"), Updated().Replace(text, "Updated now took 0s").TrimEnd());
    }

    [Fact]
    public async Task A_graph_has_a_node_for_each_resource_and_an_edge_for_each_need()
    {
        await using var scenario = await UpAsync();

        Golden.Matches("pulumi/graph.dot", (await scenario.OkAsync("stack graph --short-node-name --stack dev")).Output);
        await scenario.OkAsync("stack graph graph.dot --ignore-parent-edges --stack dev");
        Assert.DoesNotContain("#AA6639", File.ReadAllText(Path.Combine(scenario.WorkFolder, "graph.dot")));
    }

    [Fact]
    public async Task Secrets_of_state_and_configuration_move_to_a_new_passphrase()
    {
        await using var scenario = await UpAsync();
        await scenario.OkAsync("config set-all --stack dev --path --secret password=hunter2 --secret db.password=hunter3");

        await scenario.OkAsync("stack change-secrets-provider passphrase --stack dev", "battery staple\n");
        var refused = await scenario.CliAsync("config get password --stack dev");
        scenario.Passphrase = "battery staple";
        await scenario.RestartEngineAsync();

        Assert.Equal("error: incorrect passphrase\n", refused.Error);
        Assert.Equal("hunter2\n", (await scenario.OkAsync("config get password --stack dev")).Output);
        Assert.Equal("hunter3\n", (await scenario.OkAsync("config get --path db.password --stack dev")).Output);
        Assert.Equal("hush\n", (await scenario.OkAsync("stack output secret --show-secrets --stack dev")).Output);
    }

    [Fact]
    public async Task A_stack_goes_with_its_resources_when_that_is_asked_for()
    {
        await using var scenario = await UpAsync();

        await scenario.OkAsync("destroy --yes --remove --stack dev");

        Assert.Equal("[]", (await scenario.OkAsync("stack ls --json")).Output.Trim());
    }

    [Fact]
    public async Task Outputs_are_a_table_shell_assignments_or_json()
    {
        await using var scenario = await UpAsync();

        Assert.Equal("Current stack outputs (2):\n    OUTPUT  VALUE\n    colour  it's blue\n    secret  [secret]\n", (await scenario.OkAsync("stack output --stack dev")).Output);
        Assert.Equal("colour='it'\\''s blue'\nsecret='[secret]'\n", (await scenario.OkAsync("stack output --shell --stack dev")).Output);
    }

    static async Task<Scenario> UpAsync()
    {
        var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Program, "--message=the-first")).Ok();
        return scenario;
    }

    static async Task Program(InlineProgram program)
    {
        var vpc = await program.RegisterAsync(Vpc, "main", """{"cidrBlock":"10.0.0.0/16"}""");
        await program.RegisterAsync(Subnet, "a", $$"""{"vpcId":"{{vpc.Id}}","cidrBlock":"10.0.0.0/24"}""", request =>
        {
            request.Parent = vpc.Urn;
            request.Dependencies.Add(vpc.Urn);
            request.PropertyDependencies["vpcId"] = new() { Urns = { vpc.Urn } };
        });
        program.Output("colour", Value.ForString("it's blue"));
        program.Output("secret", Infra.Rpc.WireValues.Secret(Value.ForString("hush")));
    }

    static IEnumerable<string> Urns(JsonObject state) => state["resources"]!.AsArray().Select(resource => resource!["urn"]!.GetValue<string>());

    [GeneratedRegex("vpc-[0-9a-f]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"(\d+ seconds? ago|now) \(\S+\)")]
    private static partial Regex Moment();

    [GeneratedRegex(@"Updated .* took \d+s")]
    private static partial Regex Updated();
}

using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

public sealed class StateTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_has_the_shape_and_order_of_Pulumis_format()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network)).Ok();

        var export = JsonNode.Parse((await scenario.OkAsync("stack export --stack dev")).Output)!.AsObject();

        Assert.Equal(["version", "deployment"], Names(export));
        var deployment = export["deployment"]!.AsObject();
        Assert.Equal(["manifest", "resources", "metadata"], Names(deployment));
        Assert.Equal("7dff0d166258e7f1d265e8e044021ea087795d58a0c6415ab6fe8b7c790e447f", deployment["manifest"]!["magic"]!.GetValue<string>());
        var resources = deployment["resources"]!.AsArray().Select(resource => resource!.AsObject()).ToList();
        Assert.Equal(["pulumi:pulumi:Stack", "pulumi:providers:aws", Vpc, Subnet], resources.Select(resource => resource["type"]!.GetValue<string>()));
        Assert.Equal(["urn", "custom", "type", "created", "modified"], Names(resources[0]));
        Assert.Equal(["urn", "custom", "id", "type", "inputs", "outputs", "parent", "dependencies", "provider", "propertyDependencies", "created", "modified"], Names(resources[3]));
        Assert.Equal($"{resources[1]["urn"]}::{resources[1]["id"]}", resources[3]["provider"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_export_can_be_imported_and_nothing_has_changed()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network)).Ok();
        var export = (await scenario.OkAsync("stack export --stack dev")).Output;

        await scenario.OkAsync("stack import --stack dev", export);

        (await scenario.UpAsync(Network, "--expect-no-changes")).Ok();
    }

    [Fact]
    public async Task Only_one_at_a_time_changes_a_stack_and_cancel_breaks_the_lock()
    {
        await using var scenario = await Scenario.StartAsync();
        CommandEnd? second = null, preview = null;

        (await scenario.UpAsync(async _ =>
        {
            second = await scenario.CliAsync("destroy --yes --skip-preview --stack dev");
            preview = await scenario.PreviewAsync(_ => Task.CompletedTask);
        })).Ok();

        Assert.Equal(1, second!.ExitCode);
        Assert.Contains("the stack is currently locked by 1 lock(s)", second.Error);
        Assert.Contains($"(pid {System.Environment.ProcessId})", second.Error);
        Assert.Equal(0, preview!.ExitCode);
        Assert.DoesNotContain(Directory.EnumerateFiles(scenario.StateFolder, "*.json", SearchOption.AllDirectories), file => file.Contains("locks"));
    }

    [Fact]
    public async Task State_of_another_engine_is_refused_unless_adopted()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network)).Ok();
        File.Delete(scenario.CheckpointFile().Replace(".json", ".pulumi-tags"));

        var refused = await scenario.UpAsync(Network);
        var adopted = await scenario.UpAsync(Network, "--adopt");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("were made by another engine", refused.Error);
        Assert.Equal(0, adopted.ExitCode);
    }

    [Fact]
    public async Task The_history_tells_each_operation_newest_first()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.UpAsync(Network, "--message first");
        await scenario.OkAsync("destroy --yes --skip-preview --stack dev");

        var history = JsonNode.Parse((await scenario.OkAsync("stack history --json --show-secrets --page-size 10 --stack dev")).Output)!.AsArray();

        Assert.Equal(["destroy", "update"], history.Select(entry => entry!["kind"]!.GetValue<string>()));
        Assert.Equal(("first", "succeeded", """{"create":3}"""), (history[1]!["message"]!.GetValue<string>(), history[1]!["result"]!.GetValue<string>(), history[1]!["resourceChanges"]!.ToJsonString()));
    }

    [Fact]
    public async Task What_a_killed_process_had_half_written_of_the_history_goes_with_the_next_entry()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.UpAsync(Network);
        var history = Path.Combine(scenario.StateFolder, ".pulumi", "history", Scenario.Project, "dev");
        await File.WriteAllTextAsync(Path.Combine(history, "dev-1.checkpoint.json.new"), "{", TestContext.Current.CancellationToken);

        await scenario.UpAsync(Network);

        Assert.Equal(4, Directory.GetFiles(history, "dev-*.json").Length);
        Assert.Empty(Directory.GetFiles(history, "*.new"));
    }

    [Fact]
    public async Task A_damaged_state_is_a_sentence_that_says_how_to_mend_it()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.UpAsync(Network);
        await File.WriteAllTextAsync(scenario.CheckpointFile(), "{\"version\":3,", Ct);

        var end = await scenario.UpAsync(Network);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"{scenario.CheckpointFile()} is no JSON", end.Error);
        Assert.Contains("Nothing was changed. `infra state restore dev` brings back the newest entry of its history (dev-", end.Error);
        Assert.Contains("or its backup (dev.json.bak of ", end.Error);
    }

    static IEnumerable<string> Names(JsonObject json) => json.Select(entry => entry.Key);

    static async Task Network(InlineProgram program)
    {
        var vpc = await program.RegisterAsync(Vpc, "main");
        await program.RegisterAsync(Subnet, "a", $$"""{"vpcId":"{{vpc.Id}}"}""", request => request.Dependencies.Add(vpc.Urn));
    }
}

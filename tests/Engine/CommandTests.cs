using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

public sealed class CommandTests
{
    [Fact]
    public async Task The_version_says_which_engine_it_is()
    {
        await using var scenario = await Scenario.StartAsync();

        Assert.Equal("v3.260.0+infra.sandbox", (await scenario.OkAsync("version")).Output.Trim());
    }

    [Theory]
    [InlineData("up --yes --frobnicate", 2, "unknown flag: --frobnicate")]
    [InlineData("fly", 2, "unknown command \"fly\"")]
    [InlineData("stack select --stack nobody", 6, "no stack named 'nobody' found")]
    [InlineData("stack init dev", 1, "stack 'organization/shop/dev' already exists")]
    [InlineData("stack init a/b/c/d", 2, "'a/b/c/d' is no stack name")]
    [InlineData("config get nothing --stack dev", 1, "configuration key 'nothing' not found")]
    [InlineData("up --parallel many --stack dev --client=127.0.0.1:1", 2, "--parallel takes a number, not 'many'")]
    public async Task What_can_not_be_done_is_one_sentence_and_an_exit_code(string command, int exitCode, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.CliAsync(command);

        Assert.Equal(exitCode, end.ExitCode);
        Assert.Contains(sentence, end.Error);
    }

    [Fact]
    public async Task A_stack_is_listed_and_removed_but_not_with_resources_in_it()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync("aws:ec2/vpc:Vpc", "main"))).Ok();

        var refused = await scenario.CliAsync("stack rm --yes dev");
        await scenario.OkAsync("destroy --yes --skip-preview --stack dev");
        await scenario.OkAsync("stack rm --yes dev");

        Assert.Contains("still contains resources", refused.Error);
        Assert.Empty(JsonNode.Parse((await scenario.OkAsync("stack ls --json")).Output)!.AsArray());
    }

    [Fact]
    public async Task Configuration_is_set_read_and_removed()
    {
        await using var scenario = await Scenario.StartAsync();

        await scenario.CliAsync(["config", "set", "release", "--plaintext", "--stack", "dev", "--non-interactive", "--", """{"name":"v2","weights":[1, 2]}"""]);
        var value = (await scenario.OkAsync("config get release --json --stack dev")).Output;
        await scenario.OkAsync("config rm release --stack dev");

        Assert.Equal("""{"name":"v2","weights":[1, 2]}""", JsonNode.Parse(value)!["value"]!.GetValue<string>());
        Assert.Equal("{}", (await scenario.OkAsync("config --json --stack dev")).Output.Trim());
    }

    [Fact]
    public async Task Events_come_in_order_and_end_with_summary_and_cancel()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = (await scenario.UpAsync(program => program.RegisterAsync("aws:ec2/vpc:Vpc", "main"))).Ok();

        Assert.Equal("preludeEvent", end.Kinds.First());
        Assert.Equal(["summaryEvent", "cancelEvent"], end.Kinds.TakeLast(2));
        Assert.Equal(Enumerable.Range(0, end.Events.Count), end.Events.Select(happened => happened["sequence"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Destroy_takes_everything_away_and_a_preview_of_it_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync("aws:ec2/vpc:Vpc", "main"))).Ok();

        var preview = await scenario.OkAsync("destroy --preview-only --stack dev");
        Assert.NotNull(await scenario.ResourceAsync("main"));
        var destroy = await scenario.OkAsync("destroy --yes --skip-preview --stack dev");

        Assert.Equal(("""{"delete":2}""", """{"delete":2}"""), (preview.Changes, destroy.Changes));
        Assert.False((await scenario.StateAsync()).ContainsKey("resources"));
    }
}

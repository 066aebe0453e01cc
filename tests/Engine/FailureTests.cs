namespace Infra.Tests.Engine;

public sealed class FailureTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Service = "aws:ecs/service:Service";

    [Fact]
    public async Task A_failed_creation_keeps_what_was_made_and_stops_the_rest()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "left"))).Ok();

        var end = await scenario.UpAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "made");
            await program.RegisterAsync(Service, "broken", """{"taskDefinition":"arn:aws:ecs:nowhere"}""");
            await program.RegisterAsync(Vpc, "never");
        });

        Assert.Equal((1, "failed"), (end.ExitCode, end.Result));
        Assert.Contains(end.Errors, error => error.Contains("names the task definition arn:aws:ecs:nowhere, which this stack doesn't have"));
        Assert.Equal("update failed", end.Errors.Last());
        var state = (await scenario.StateAsync()).ToJsonString();
        Assert.Equal((true, false, false, true), (state.Contains("::made"), state.Contains("::broken"), state.Contains("::never"), state.Contains("::left")));
        Assert.DoesNotContain("pending_operations", state);
    }

    [Fact]
    public async Task The_same_name_twice_is_an_error()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "main");
            await program.RegisterAsync(Vpc, "main");
        });

        Assert.Contains(end.Errors, error => error.StartsWith("Duplicate resource URN 'urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main'; try giving it a unique name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_throws_fails_the_update_and_deletes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "main");
            program.Output("colour", Google.Protobuf.WellKnownTypes.Value.ForString("blue"));
        })).Ok();

        var end = await scenario.UpAsync(_ => throw new ProgramException("no weights today"));

        Assert.Contains(end.Errors, error => error.Contains("no weights today"));
        Assert.NotNull(await scenario.ResourceAsync("main"));
        Assert.Contains("blue", (await scenario.OkAsync("stack output --json --stack dev")).Output);
    }

    [Fact]
    public async Task A_preview_shows_every_problem_at_once()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "first", """{"colour":"blue"}""");
            await program.RegisterAsync(Vpc, "second", """{"instanceTenancy":"shared"}""");
        });

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, error => error.Contains("'first'") && error.Contains("'colour' is unknown"));
        Assert.Contains(end.Errors, error => error.Contains("'second'") && error.Contains("it must be one of default, dedicated, host"));
        Assert.Equal("preview failed", end.Errors.Last());
    }

    [Fact]
    public async Task A_cancelled_update_saves_what_it_did_and_says_so()
    {
        await using var scenario = await Scenario.StartAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var end = await scenario.UpAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "made");
            await cancel.CancelAsync();
            await program.RegisterAsync(Vpc, "never");
        }, ct: cancel.Token);

        Assert.Equal((8, "canceled"), (end.ExitCode, end.Result));
        var state = (await scenario.StateAsync()).ToJsonString();
        Assert.Equal((true, false), (state.Contains("::made"), state.Contains("::never")));
    }

    [Fact]
    public async Task Changes_that_were_not_expected_have_an_exit_code_of_their_own()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main"), "--expect-no-changes");

        Assert.Equal(7, end.ExitCode);
        Assert.Contains("no changes were expected but changes were proposed", end.Errors);
    }
}

using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary>Commands that a person answers.</summary>
public sealed class TerminalTests
{
    const string Vpc = "aws:ec2/vpc:Vpc";

    [Fact]
    public async Task An_update_asks_shows_details_and_goes_on_at_a_yes()
    {
        var terminal = new FakeTerminal("what?", "details", "yes");
        await using var scenario = await StartAsync(terminal);

        var end = (await scenario.RunAsync("up --color never", Program, "dev", null)).Ok();

        Assert.Equal(Enumerable.Repeat("Do you want to perform this update? [yes/no/details] ", 3), terminal.Asked);
        Assert.Contains("+ aws:ec2:Vpc: (create)\n        [urn=urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main]\n        cidrBlock: \"10.0.0.0/16\"\n", end.Output);
        Assert.Contains(" +   └─ aws:ec2:Vpc       main      created (0.", end.Output);
        Assert.NotNull(await scenario.ResourceAsync("main"));
    }

    [Fact]
    public async Task An_update_that_a_person_declines_changes_nothing()
    {
        await using var scenario = await StartAsync(new FakeTerminal("no"));

        var end = await scenario.RunAsync("up", Program, "dev", null);

        Assert.Equal((8, "confirmation declined, not proceeding with the update\n"), (end.ExitCode, end.Error));
        Assert.False((await scenario.StateAsync()).ContainsKey("resources"));
    }

    [Fact]
    public async Task Who_asks_not_to_be_asked_is_not()
    {
        await using var scenario = await StartAsync(new FakeTerminal());

        Assert.Contains("--yes or --skip-preview must be passed in", (await scenario.RunAsync("up --non-interactive", Program, "dev", null)).Error);
    }

    [Fact]
    public async Task A_stack_is_removed_only_by_its_name_typed_again()
    {
        await using var scenario = await StartAsync(new FakeTerminal("yes", "dev"));

        var declined = await scenario.CliAsync("stack rm dev");
        await scenario.OkAsync("stack rm dev");

        Assert.Equal((8, "error: confirmation declined; nothing was changed\n"), (declined.ExitCode, declined.Error));
    }

    [Fact]
    public async Task A_stack_is_chosen_by_number_and_a_secret_is_asked_for()
    {
        var terminal = new FakeTerminal("2", "hunter2");
        await using var scenario = await StartAsync(terminal);
        await scenario.OkAsync("stack init prod --no-select");

        await scenario.OkAsync("stack select");
        await scenario.OkAsync("config set password --secret");

        Assert.Equal("  1  dev\n  2  prod\nSelect a stack (name or number): ", terminal.Asked[0]);
        Assert.Equal("hunter2\n", (await scenario.OkAsync("config get password --stack prod")).Output);
    }

    [Fact]
    public async Task A_passphrase_that_no_variable_gives_is_made_with_the_stack_and_asked_for_once_a_command()
    {
        var terminal = new FakeTerminal("horse", "horse", "horse", "horse", "mule");
        await using var scenario = await StartAsync(terminal);
        scenario.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;

        await scenario.OkAsync("stack init prod");
        await scenario.OkAsync("config set --secret password hunter2");
        var got = (await scenario.OkAsync("config get password")).Output;
        var refused = await scenario.CliAsync("config get password");

        Assert.Equal(("hunter2\n", "error: incorrect passphrase\n", 5), (got, refused.Error, terminal.Asked.Count));
    }

    [Fact]
    public async Task A_new_passphrase_that_is_typed_differently_again_is_none()
    {
        await using var scenario = await StartAsync(new FakeTerminal("horse", "house"));
        scenario.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;

        Assert.Contains("The two passphrases are not the same, or empty; nothing was changed.", (await scenario.CliAsync("stack init prod")).Error);
        Assert.DoesNotContain("prod", (await scenario.OkAsync("stack ls")).Output);
    }

    static async Task<Scenario> StartAsync(FakeTerminal terminal)
    {
        var scenario = await Scenario.StartAsync(options => options with { Home = Path.Combine(Path.GetDirectoryName(options.WorldFolder)!, "home") });
        scenario.Terminal = terminal;
        return scenario;
    }

    static Task Program(InlineProgram program) => program.RegisterAsync(Vpc, "main", """{"cidrBlock":"10.0.0.0/16"}""");
}

using Infra.Tests.Engine;

namespace Infra.Tests.Command;

public sealed class WordsTests
{
    [Theory]
    [InlineData("--help", "help")]
    [InlineData("up --help", "help-up")]
    [InlineData("stack -h", "help-stack")]
    [InlineData("state --help", "help-state")]
    public async Task Help_names_commands_and_flags(string command, string name)
    {
        await using var scenario = await Scenario.StartAsync();

        Golden.Matches($"pulumi/{name}.txt", (await scenario.OkAsync(command)).Output);
    }

    [Theory]
    [InlineData("up --yess", "unknown flag: --yess; did you mean --yes. See pulumi up --help")]
    [InlineData("stack ls -z", "unknown flag: -z. See pulumi stack ls --help")]
    [InlineData("stak ls", "unknown command \"stak\" for \"pulumi\"; did you mean stack. It knows ")]
    [InlineData("stack lss", "unknown command \"lss\" for \"pulumi stack\"; did you mean ls. It knows change-secrets-provider, export, ")]
    [InlineData("config get", "pulumi config get takes KEY, not ''")]
    [InlineData("stack rename a b", "pulumi stack rename takes NEW-NAME, not 'a b'")]
    [InlineData("up --stack", "flag needs an argument: --stack (pulumi up)")]
    [InlineData("up --color sometimes", "--color takes always, never or auto, not 'sometimes'")]
    [InlineData("-C nowhere stack ls", "nowhere, which is no folder")]
    [InlineData("console --anything", "pulumi console is not in the sandbox: it belongs to Pulumi Cloud")]
    [InlineData("config env add prod", "pulumi config env is not in the sandbox: environments belong to Pulumi Cloud")]
    public async Task What_is_not_understood_is_one_sentence_with_what_was_meant(string command, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.CliAsync(command);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(sentence, end.Error);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("stack ls --json=false -v=3")]
    [InlineData("--color never stack --non-interactive ls")]
    [InlineData("stack ls -aj")]
    public async Task Flags_may_stand_anywhere_and_together(string command)
    {
        await using var scenario = await Scenario.StartAsync();

        Assert.Contains("dev", (await scenario.OkAsync(command)).Output);
    }
}

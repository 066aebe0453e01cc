using System.CommandLine;
using Infra.Cli.Commands;

namespace Infra.Tests.Cli;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("rollout")]
    [InlineData("preview")]
    [InlineData("sandbox image add")]
    [InlineData("sandbox faults")]
    public void Help_names_verbs_options_and_exit_codes(string verb)
    {
        var output = new StringWriter();

        CommandLine.Create().Parse([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Invoke(new() { Output = output });

        Golden.Matches($"cli/help{(verb.Length > 0 ? "-" : "")}{verb.Replace(' ', '-')}.txt", output.ToString().Replace("Infra.Tests", "infra", StringComparison.Ordinal));
    }
}

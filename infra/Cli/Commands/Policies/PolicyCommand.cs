using System.CommandLine;
using Infra.Cli.Composition;

namespace Infra.Cli.Commands.Policies;

/// <summary>What a person asks of the pack; it answers itself.</summary>
internal static class PolicyCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var rule = Word.Required("rule", "RULE", "The rule's name.");
        var cases = new Argument<string[]>("path") { Description = "Files or folders of cases in YAML. In its flow style `!unknown ,` needs the space before the comma.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        return new("policy", "Lists and explains the rules of the policy pack, tests them, and judges a preview, a state or a plan.")
        {
            Verb(shared, new("list", "Lists the rules."), asked => asked.GetValue(shared.Json) ? ["list", "--json"] : ["list"]),
            Verb(shared, new("explain", "Says what a rule demands, why, and how to mend a violation.") { rule }, asked => ["explain", asked.GetRequiredValue(rule)]),
            Verb(shared, new("test", "Runs cases: resources that pass a rule, that violate it, and that aren't known yet.") { cases }, asked => ["test", .. asked.GetRequiredValue(cases)]),
            Verb(shared, new("coverage", "Shows which controls of which frameworks the rules support."), _ => ["coverage"]),
            PolicyCheckCommand.Create(shared),
        };
    }

    private static Command Verb(SharedOptions shared, Command command, Func<ParseResult, string[]> args)
    {
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (_, ct) => (ExitCode)await PackProcess.RunAsync(args(asked), Environment.CurrentDirectory, ct), stop));
        return command;
    }
}

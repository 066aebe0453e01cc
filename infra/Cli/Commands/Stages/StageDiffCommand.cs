using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;

namespace Infra.Cli.Commands.Stages;

internal static class StageDiffCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var one = Word.Required("one", "STAGE", "A stage.", shared.Known.Stages);
        var other = Word.Required("other", "STAGE", "Another stage.", shared.Known.Stages);
        var diff = new Command("diff", "Shows every difference between two stages. Exit code 22 says that one is not declared by mayDiffer.") { one, other };
        diff.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (_, first) = await run.LoadAsync(asked.GetRequiredValue(one), ct);
            var (catalog, second) = await run.LoadAsync(asked.GetRequiredValue(other), ct);
            var differences = Parity.Between(catalog, first, second);
            foreach (var line in StageDifferenceLines.Of(first.Name, second.Name, differences))
                run.Voice.Answer(line);
            run.Voice.AnswerJson(new { one = first.Name, other = second.Name, differences });
            return differences.All(difference => difference.IsDeclared) ? ExitCode.Success : ExitCode.Undeclared;
        }, stop));
        return diff;
    }
}

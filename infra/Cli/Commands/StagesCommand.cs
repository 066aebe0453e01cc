using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;

namespace Infra.Cli.Commands;

internal static class StagesCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var one = Word.Required("one", "STAGE", "A stage of infra.yaml.", shared.Known.Stages);
        var other = Word.Required("other", "STAGE", "Another stage.", shared.Known.Stages);
        var diff = new Command("diff", "Shows every difference between two stages. Exit code 22 says that one is not declared by mayDiffer.") { one, other };
        diff.SetAction((asked, stop) => Run.OfAsync(asked, shared, (run, _) =>
        {
            var catalog = ServiceCatalog.Load(run.Folder.Root);
            var (first, second) = (catalog.Stage(asked.GetRequiredValue(one)), catalog.Stage(asked.GetRequiredValue(other)));
            var differences = Parity.Between(catalog, first, second);
            foreach (var line in StageDifferenceLines.Of(first.Name, second.Name, differences))
                run.Voice.Answer(line);
            run.Voice.AnswerJson(new { one = first.Name, other = second.Name, differences });
            return Task.FromResult(differences.All(difference => difference.IsDeclared) ? ExitCode.Success : ExitCode.Undeclared);
        }, stop));
        return new Command("stages", "Compares stages.") { diff };
    }
}

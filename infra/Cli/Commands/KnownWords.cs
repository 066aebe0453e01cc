using System.CommandLine.Completions;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Watching;

namespace Infra.Cli.Commands;

/// <summary>The names that a shell can complete: read from infra.yaml and the journals. Where those can't be read there are none, and no complaint.</summary>
internal sealed class KnownWords(SharedOptions shared)
{
    internal IEnumerable<string> Stages(CompletionContext context) => Of(context, (_, catalog, _) => catalog.Stages.Select(stage => stage.Name));

    internal IEnumerable<string> Services(CompletionContext context) => Of(context, (_, catalog, _) => catalog.Services.Select(service => service.Name));

    internal IEnumerable<string> Stacks(CompletionContext context) => Of(context, (_, catalog, stage) => StackChoice.All(catalog, stage).Concat(catalog.Services.Select(service => service.Name)));

    internal IEnumerable<string> Rollouts(CompletionContext context) => Of(context, (folder, catalog, stage) => RolloutIds.Of(folder.Journal(stage), stage, catalog));

    internal IEnumerable<string> RolloutsAndServices(CompletionContext context) => Rollouts(context).Concat(Services(context));

    private IEnumerable<string> Of(CompletionContext context, Func<ProjectFolder, ServiceCatalog, Stage, IEnumerable<string>> names)
    {
        try
        {
            var folder = ProjectFolder.Find(context.ParseResult.GetValue(shared.Project), Environment.CurrentDirectory);
            var catalog = ServiceCatalog.Load(folder.Root);
            var stage = context.ParseResult.GetValue(shared.Stage);
            return [.. names(folder, catalog, catalog.Stages.FirstOrDefault(each => each.Name == stage) ?? catalog.Stages[0])];
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.CommandLine;
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
            var folder = ProjectFolder.Find(Given(context, shared.Project), Environment.CurrentDirectory);
            var catalog = ServiceCatalog.Load(folder.Root);
            var stage = Given(context, shared.Stage);
            return [.. names(folder, catalog, catalog.Stages.FirstOrDefault(each => each.Name == stage) ?? catalog.Stages[0])];
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What is being typed may lack its value still.</summary>
    private static string? Given(CompletionContext context, Option option) => context.ParseResult.GetResult(option) is { Tokens: [var token, ..] } ? token.Value : null;
}

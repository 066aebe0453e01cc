using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Watching;

/// <summary>The rollouts of a stage, newest first, counted in its journals without reading what they say.</summary>
internal static class RolloutIds
{
    private const string Planned = "\"fact\":{\"fact\":\"planned\"";

    internal static IEnumerable<string> Of(string journal, Stage stage, ServiceCatalog catalog) => catalog.Services.SelectMany(service => Of(journal, stage, service.Name));

    private static IEnumerable<string> Of(string journal, Stage stage, string service)
    {
        var file = FileJournals.PathOf(journal, new(stage.Name, service));
        if (!File.Exists(file))
            return [];
        var count = File.ReadLines(file).Count(line => line.Contains(Planned, StringComparison.Ordinal));
        return Enumerable.Range(1, count).Reverse().Select(ordinal => RolloutId.Of(service, ordinal).Value);
    }
}

using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Doctor;

/// <summary>The journal of a service as doctor found it.</summary>
/// <param name="Entries">Empty where it can't be trusted.</param>
/// <param name="WhyNot">Why it can't be trusted; null when it can.</param>
internal sealed record ReadJournal(ServiceKey Key, ImmutableArray<Entry> Entries, string? WhyNot)
{
    internal static async Task<ImmutableArray<ReadJournal>> AllAsync(IJournals journals, ServiceCatalog catalog, Stage stage, CancellationToken ct)
    {
        var read = ImmutableArray.CreateBuilder<ReadJournal>();
        foreach (var service in catalog.Services)
            read.Add(await OneAsync(journals, new(stage.Name, service.Name), ct));
        return read.DrainToImmutable();
    }

    private static async Task<ReadJournal> OneAsync(IJournals journals, ServiceKey key, CancellationToken ct)
    {
        try
        {
            return new(key, await journals.Open(key).ReadAsync(ct), null);
        }
        catch (JournalException e)
        {
            return new(key, [], e.Message);
        }
    }
}

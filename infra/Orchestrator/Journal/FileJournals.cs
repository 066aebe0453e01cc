using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>Journals in a folder: <c>&lt;folder&gt;/&lt;stage&gt;/&lt;service&gt;.jsonl</c>, with lease and letter box beside.</summary>
public sealed class FileJournals(string folder, TimeProvider time) : IJournals
{
    public ILeases Leases { get; } = new FileLeases(folder, time);

    public IWishes Wishes { get; } = new FileWishes(folder);

    /// <summary>The file of a service's journal, for those who watch it without reading what it says.</summary>
    public static string PathOf(string folder, ServiceKey key) => new ServiceFiles(folder, key).Journal;

    public IJournal Open(ServiceKey key) => new FileJournal(new(folder, key));
}

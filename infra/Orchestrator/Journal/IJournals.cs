using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>All that is durable about the services of a stage: their records, their leases, and what people asked for.</summary>
public interface IJournals
{
    IJournal Open(ServiceKey key);

    ILeases Leases { get; }

    IWishes Wishes { get; }
}

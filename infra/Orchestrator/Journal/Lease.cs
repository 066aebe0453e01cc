using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <param name="Token">Grows with every taking: what an older holder still writes is refused by it.</param>
public sealed record Lease(ServiceKey Key, Holder Holder, DateTimeOffset Since, DateTimeOffset Until, long Token);

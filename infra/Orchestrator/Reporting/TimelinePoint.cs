using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>One look, for charts: the weights at that time, and what each side answered since the look before.</summary>
public sealed record TimelinePoint(DateTimeOffset At, Shares Set, Counts Blue, Counts Green);

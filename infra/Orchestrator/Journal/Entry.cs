using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>One line of a journal.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Token">The fencing token of the lease under which it was written.</param>
/// <param name="Hash">Over this entry and the one before: the head of the journal up to here.</param>
public sealed record Entry(long Number, long Token, Fact Fact, string Hash);

using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>What is examined: how facts add up, how moves are decided, and how the world answers. Tests put wrong ones in and expect to be told.</summary>
sealed record Brain
{
    public Func<Ledger, Fact, Ledger> After { get; init; } = (ledger, fact) => ledger.After(fact);

    public Func<Ledger, DateTimeOffset, Decision> Next { get; init; } = Decider.Next;

    public Func<SimulatedWorld, PlannedStep, Ledger, Fault?, (SimulatedWorld World, Fact[] Told)> Do { get; init; } = (world, step, ledger, fault) => world.Do(step, ledger, fault);
}

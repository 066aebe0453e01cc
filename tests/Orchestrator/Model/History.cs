using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>What happened from a plan to its end, move by move and line by line.</summary>
sealed record History(Script Script, ImmutableArray<Moment> Moments, ImmutableArray<Line> Lines, HistoryEnd End, SimulatedWorld World)
{
    public IEnumerable<Fact> Facts => Lines.Select(line => line.Fact);

    public Outcome? Outcome => Facts.OfType<Fact.Ended>().FirstOrDefault()?.Outcome;
}

enum HistoryEnd
{
    Ended,

    /// <summary>People mended and resumed again and again, and it still waits.</summary>
    Waiting,

    /// <summary>It made more moves than any history needs.</summary>
    Endless,
}

/// <param name="Facts">How many there were when it was decided.</param>
sealed record Moment(int Facts, Ledger Ledger, DateTimeOffset Now, Decision Decision);

/// <param name="Before">The platform when this line was written: its effect had been had, nothing later had.</param>
sealed record Line(Fact Fact, Bystanders Before);

/// <summary>The platform, and what others have done so far: no conductor's death takes these back.</summary>
sealed record Bystanders(SimulatedWorld World, ImmutableHashSet<int> Happened);

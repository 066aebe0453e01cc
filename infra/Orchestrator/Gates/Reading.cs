using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Gates;

/// <summary>What a probe saw; the family is closed.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>Totals that only grow.</summary>
    public sealed record Totals(Counts Blue, Counts Green) : Reading;

    /// <summary>Could not measure: never zero, never good.</summary>
    public sealed record Blind(string Why) : Reading;
}

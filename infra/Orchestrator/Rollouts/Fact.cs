using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What happened, as the journal keeps it; the family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Intended), "intended")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Observed), "observed")]
[JsonDerivedType(typeof(Measured), "measured")]
[JsonDerivedType(typeof(Requested), "requested")]
[JsonDerivedType(typeof(Interrupted), "interrupted")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record Fact
{
    private Fact()
    {
    }

    public required RolloutId Rollout { get; init; }
    public required DateTimeOffset At { get; init; }

    public sealed record Planned(Plan Plan, string By) : Fact;

    /// <summary>Written before the effect. A waiting step begins with it.</summary>
    public sealed record Intended(string Step, string Why) : Fact;

    /// <summary>Written after the effect.</summary>
    /// <param name="Set">The weights that the step set and read back; null when it set none.</param>
    public sealed record Done(string Step, string Says, Shares? Set) : Fact;

    public sealed record Failed(string Step, FailureKind Kind, string Why) : Fact;

    /// <summary>What others changed, seen at our next look.</summary>
    public sealed record Observed(string Says, Shares Expected, Shares Found) : Fact;

    /// <summary>One look. The difference to the look before is a window; the first one only sets the mark.</summary>
    /// <param name="Set">The weights as they were read at that time.</param>
    public sealed record Measured(string Step, Reading Reading, Shares Set, ImmutableArray<Verdict> Verdicts) : Fact
    {
        /// <summary>Whether the counts end before the look.</summary>
        [JsonIgnore]
        public bool Lags => Reading is Reading.Totals { Until: not null };

        /// <summary>Up to when this look saw.</summary>
        [JsonIgnore]
        public DateTimeOffset Until => Reading is Reading.Totals { Until: { } until } ? until : At;
    }

    public sealed record Requested(Wish Wish, string By) : Fact;

    /// <summary>The conductor was told to stop; traffic stays where it is.</summary>
    public sealed record Interrupted(string Why) : Fact;

    /// <summary>A person looked and said go on: what failed is tried again.</summary>
    public sealed record Resumed(string By) : Fact;

    public sealed record Ended(Outcome Outcome) : Fact;
}

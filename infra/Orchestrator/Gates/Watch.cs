using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Gates;

/// <summary>Everything that was measured in one rollout, and what its gates answer to it.</summary>
internal sealed record Watch(Plan Plan)
{
    public ImmutableArray<Evidence> Gates { get; init; } = [.. Plan.Gates.Select(gate => new Evidence(gate))];
    public ShareCheck Share { get; init; } = new();
    public Reading.Totals? Mark { get; init; }
    public Shares? MarkSet { get; init; }

    /// <summary>When the weights were first seen to be <see cref="MarkSet"/>.</summary>
    public DateTimeOffset SetSince { get; init; }

    public static Watch Of(Plan plan, IEnumerable<Fact> facts) =>
        facts.OfType<Fact.Measured>().Where(fact => fact.Rollout == plan.Id).Aggregate(new Watch(plan), (watch, fact) => watch.After(fact.Reading, fact.Set, fact.At));

    public Watch After(Reading reading, Shares set, DateTimeOffset at)
    {
        if (reading is not Reading.Totals totals || Plan.Stable is not { } stable)
            return this;
        var next = this with { Mark = totals, MarkSet = set, SetSince = MarkSet == set ? SetSince : at };
        if (Mark is null || MarkSet is null || WentBack(Mark, totals))
            return next;

        // Counts that come late tell of the weights as they were.
        var isWhole = MarkSet == set && !(Mark.Until < SetSince);
        var (candidate, control) = (totals[Plan.Candidate] - Mark[Plan.Candidate], totals[stable] - Mark[stable]);
        return next with { Gates = [.. Gates.Select(gate => gate.After(candidate, control))], Share = Share.After(isWhole, set, candidate, control) };
    }

    public ImmutableArray<Verdict> Answer() => [.. Gates.Select(gate => Judge.Answer(gate, Plan)), Share.Answer(Plan)];

    /// <summary>A counter that fell was started anew: what happened meanwhile is unknown, and nothing is made up for it.</summary>
    private static bool WentBack(Reading.Totals before, Reading.Totals after) =>
        new[] { after.Blue - before.Blue, after.Green - before.Green }.Any(side => side.Requests < 0 || side.Failures < 0 || side.Slow < 0);
}

using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What the facts of one rollout add up to; deciding reads this and the time, and nothing else.</summary>
public sealed record Ledger
{
    public required Plan Plan { get; init; }

    /// <summary>Who asked for it; empty where that is not recorded.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>What the journal says the weights are: what we last set, or found when planning.</summary>
    public required Shares Set { get; init; }

    /// <summary>What the weights were when they were last seen, whoever had set them.</summary>
    public required Shares Seen { get; init; }

    /// <summary>When each step was first begun in earnest.</summary>
    public ImmutableDictionary<string, Fact.Intended> Intents { get; init; } = ImmutableDictionary<string, Fact.Intended>.Empty;

    /// <summary>Steps that were begun and may have acted although no end is recorded, with how often they were begun.</summary>
    public ImmutableDictionary<string, int> Unsure { get; init; } = ImmutableDictionary<string, int>.Empty;

    public ImmutableHashSet<string> Done { get; init; } = [];
    public Fact.Failed? Failure { get; init; }
    public Fact.Measured? LastLook { get; init; }

    /// <summary>Whether a person came in after the last look: nobody knows how long ago that was.</summary>
    public bool LookIsOld { get; init; }

    public Wish? Wish { get; init; }

    /// <summary>What was asked for when returning began; what is asked for later finds it under way.</summary>
    public Wish? ReturnWish { get; init; }

    public Outcome? Outcome { get; init; }

    public bool Has<T>() where T : PlannedStep => Plan.Steps.Any(step => step is T && Done.Contains(step.Id));

    public bool Began<T>() where T : PlannedStep => Plan.Steps.Any(step => step is T && Intents.ContainsKey(step.Id));

    /// <summary>Whether users may be on the candidate, or copies of what they ask: also while a shift was begun and its end is not recorded, and when others sent them there.</summary>
    public bool CandidateMayServe =>
        !Done.Contains(Decider.ReturnId)
        && (Set.Mirror is not null || Seen.Mirror is not null || Set[Plan.Candidate].Weight > Weight.Zero || Seen[Plan.Candidate].Weight > Weight.Zero || Plan.Steps.Any(step => step is PlannedStep.Shift or PlannedStep.Mirror && Unsure.ContainsKey(step.Id)));

    /// <summary>Whether traffic is being returned, or was: nothing else is done any more.</summary>
    public bool IsReturning => Intents.ContainsKey(Decider.ReturnId);

    /// <summary>After promotion the old side is taken away step by step; from here it can't be returned to.</summary>
    public bool OldSideIsLeaving =>
        Plan.Stable is { } old && Began<PlannedStep.Promote>()
        && Plan.Steps.Any(step => step is PlannedStep.Detach detach && detach.Side == old && Intents.ContainsKey(step.Id));

    public static Ledger Open(Plan plan) => new() { Plan = plan, Set = plan.Initial, Seen = plan.Initial };

    public static Ledger Of(Plan plan, IEnumerable<Fact> facts) =>
        facts.Where(fact => fact.Rollout == plan.Id).Aggregate(Open(plan), (ledger, fact) => ledger.After(fact));

    public Ledger After(Fact fact) => fact switch
    {
        Fact.Intended intended => this with
        {
            Intents = Intents.ContainsKey(intended.Step) ? Intents : Intents.Add(intended.Step, intended),
            ReturnWish = intended.Step == Decider.ReturnId && !IsReturning ? Wish : ReturnWish,
            Unsure = Unsure.SetItem(intended.Step, Unsure.GetValueOrDefault(intended.Step) + 1),
        },
        Fact.Done done => this with { Done = Done.Add(done.Step), Unsure = Unsure.Remove(done.Step), Set = done.Set ?? Set, Seen = done.Set ?? Seen, Failure = null },
        Fact.Failed failed => this with { Failure = failed, Unsure = DidNothing(failed) ? Unsure.Remove(failed.Step) : Unsure },
        Fact.Measured measured => this with { LastLook = measured, LookIsOld = false, Seen = measured.Reading is Reading.Totals ? measured.Set : Seen },
        Fact.Requested requested => this with { Wish = requested.Wish, Failure = Standing, LookIsOld = true },
        Fact.Resumed => this with { Failure = Standing, LookIsOld = true },
        Fact.Observed observed => this with { Seen = observed.Found },
        Fact.Ended ended => this with { Outcome = ended.Outcome },
        Fact.Planned planned => this with { AskedBy = planned.By },
        Fact.Interrupted => this,
        _ => throw new System.Diagnostics.UnreachableException(fact.GetType().Name),
    };

    /// <summary>A failure that waits for a person is over when one comes; what another failure had decided stands, whoever carries it out.</summary>
    private Fact.Failed? Standing => Failure is not null && Decider.WaitsForAPerson(this) ? null : Failure;

    /// <summary>Only a failure of kind error may have moved something; but an attempt before it may have, too.</summary>
    private bool DidNothing(Fact.Failed failed) => failed.Kind != FailureKind.Error && Unsure.GetValueOrDefault(failed.Step) == 1;
}

using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>A plan, facts about it in an order that need make no sense, and a time.</summary>
sealed record AnyFacts(Plan Plan, ImmutableArray<Fact> Facts, DateTimeOffset Now)
{
    public static Arbitrary<AnyFacts> Arbitrary { get; } = Arb.From(
        from script in Scripts.Arbitrary.Generator
        let plan = script.Plan
        from facts in Fact(plan).ListOf()
        from now in Time()
        select new AnyFacts(plan, [.. facts], now),
        any => Enumerable.Range(0, any.Facts.Length).Select(at => any with { Facts = any.Facts.RemoveAt(at) }));

    public override string ToString() => $"{string.Join(", ", Plan.Steps.Select(step => step.Id))}\n{string.Join('\n', Facts)}\nat {Now:O}";

    static Gen<Fact> Fact(Plan plan)
    {
        var (id, shares) = (plan.Id, Scenario.Shares(90, 10));
        string[] ids = [.. plan.Steps.Select(step => step.Id), .. plan.Stable is null ? Array.Empty<string>() : [Decider.ReturnId, Decider.ReconcileId]];
        var verdicts = Gen.Elements<Verdict>(new Verdict.Good("errors", ["Good."]), new Verdict.Bad("errors", ["Bad."]), new Verdict.NotEnough("errors", ["Few."], 9));
        return
            from step in Gen.Elements(ids)
            from at in Time()
            from set in Gen.Elements(null, shares, Scenario.Only(Colour.Blue), Scenario.Only(Colour.Green))
            from kind in Gen.Elements(Enum.GetValues<FailureKind>())
            from verdict in verdicts
            from wish in Gen.Elements(Enum.GetValues<Wish>())
            from fact in Gen.Frequency<Fact>(
                (6, Gen.Constant<Fact>(new Fact.Intended(step, "why") { Rollout = id, At = at })),
                (9, Gen.Constant<Fact>(new Fact.Done(step, "done", set) { Rollout = id, At = at })),
                (2, Gen.Constant<Fact>(new Fact.Failed(step, kind, "it broke") { Rollout = id, At = at })),
                (4, Gen.Constant<Fact>(new Fact.Measured(step, new Reading.Blind("dark"), shares, [verdict]) { Rollout = id, At = at })),
                (1, Gen.Constant<Fact>(new Fact.Requested(wish, "bob") { Rollout = id, At = at })),
                (1, Gen.Constant<Fact>(new Fact.Resumed("bob") { Rollout = id, At = at })),
                (1, Gen.Constant<Fact>(new Fact.Interrupted("stop") { Rollout = id, At = at })),
                (1, Gen.Constant<Fact>(new Fact.Observed("moved", shares, Shares.Nobody) { Rollout = id, At = at })),
                (1, Gen.Constant<Fact>(new Fact.Intended(step, "another rollout's") { Rollout = new("web-1"), At = at })))
            select fact;
    }

    static Gen<DateTimeOffset> Time() => Gen.Choose(-3600, 3600).Select(seconds => Some.Noon.AddSeconds(seconds));
}

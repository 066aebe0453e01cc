using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Where scripts come from: what infra.yaml allows, on every present state that a rollout may find, with up to three of each kind of trouble.</summary>
static class Scripts
{
    public static Arbitrary<Script> Arbitrary { get; } = Arb.From(
        from service in Services()
        from present in Gen.Elements(Presents)
        let quiet = new Script { Service = service, Present = present }
        from faults in UpTo(3, Faults(quiet.Plan))
        from evidence in UpTo(2, Seen(quiet.Plan))
        from happenings in UpTo(3, Happenings(quiet.Plan))
        from answers in UpTo(3, Gen.Elements(Enum.GetValues<Answer>()))
        select quiet with { Faults = faults, Evidence = evidence, Happenings = happenings, Answers = answers },
        Smaller);

    static Present[] Presents { get; } =
    [
        Nobody(TrafficSplit.Nobody),
        One(Some.Serving(Colour.Blue)),
        One(Some.Serving(Colour.Green)),
        Two(Some.Serving(Colour.Blue).With(Colour.Green, new(true, Weight.Zero))),
        Two(Some.Serving(Colour.Green).With(Colour.Blue, new(true, Weight.Zero))),
        // A first release that was aborted between its shift and its promotion; and a share that somebody left where it does not belong.
        One(Some.Serving(Colour.Blue) with { Serving = null }),
        Two(Some.Serving(Colour.Blue).With(Colour.Blue, new(true, Weight.Percent(80))).With(Colour.Green, new(true, Weight.Percent(20)))),
    ];

    static Present Nobody(TrafficSplit split) => new() { Split = split, Blue = Release.None, Green = Release.None };

    static Present One(TrafficSplit split) => Two(split) with { Blue = split.Blue.Attached ? Some.Release("v1") : Release.None, Green = split.Green.Attached ? Some.Release("v1") : Release.None };

    static Present Two(TrafficSplit split) => new() { Split = split, Blue = Some.Release("v1"), Green = Some.Release("v0") };

    static Gen<Service> Services() =>
        from canary in Gen.Elements(true, true, false)
        from smokes in UpTo(2, Gen.Constant<RolloutStep>(new RolloutStep.Smoke("/", 2)))
        from mirrors in UpTo(1, Mirrors())
        from shares in canary ? Shares() : Gen.Constant(ImmutableArray<RolloutStep>.Empty)
        from hold in Seconds(0, 3)
        from then in Gen.Elements(AfterHold.Return, AfterHold.Proceed)
        from warm in Seconds(0, 3)
        from drain in Seconds(0, 2)
        select Some.Service(Some.Canary() with { Strategy = canary ? Strategy.Canary : Strategy.BlueGreen, Steps = [.. smokes, .. mirrors, .. shares], Hold = new(hold, then), Warm = warm }) with { Drain = drain };

    static Gen<RolloutStep> Mirrors() =>
        from share in Gen.Elements(1, 10, 100)
        from pause in Seconds(1, 2)
        select (RolloutStep)new RolloutStep.Mirror(Weight.Percent(share), pause);

    static Gen<ImmutableArray<RolloutStep>> Shares() =>
        from weights in Gen.Elements(1, 5, 10, 25, 50, 99, 100).NonEmptyListOf()
        from steps in Gen.CollectToArray(weights.Distinct().Order().Take(3), Watched)
        select steps.SelectMany(one => one).ToImmutableArray();

    static Gen<RolloutStep[]> Watched(int weight) =>
        from bake in Seconds(1, 4)
        from before in UpTo(1, Gen.OneOf(Gen.Constant<RolloutStep>(new RolloutStep.Smoke("/", 1)), Seconds(1, 3).Select(time => (RolloutStep)new RolloutStep.Pause(time))))
        from shape in Gen.Elements<RolloutStep[]>(
            [new RolloutStep.SetWeight(Weight.Percent(weight), bake)],
            [new RolloutStep.SetWeight(Weight.Percent(weight), TimeSpan.Zero), new RolloutStep.Watch(bake)],
            [new RolloutStep.SetWeight(Weight.Percent(weight), bake), new RolloutStep.Watch(bake)])
        select before.Concat(shape).ToArray();

    static Gen<Fault> Faults(Plan plan) =>
        from step in Gen.Elements(Ids(plan))
        from attempt in Gen.Choose(0, 1)
        from kind in Gen.Elements(Enum.GetValues<FailureKind>())
        from acted in Gen.Elements(true, false)
        select new Fault(step, attempt, kind, acted && kind == FailureKind.Error);

    static Gen<Evidence> Seen(Plan plan) =>
        from step in Gen.Elements(plan.Steps.Where(step => step is PlannedStep.Preview or PlannedStep.Shift or PlannedStep.Bake or PlannedStep.Verify or PlannedStep.Warm).Select(step => step.Id))
        from after in Seconds(0, 3)
        from sight in Gen.Elements(Enum.GetValues<Sight>())
        select new Evidence(step, after, sight);

    static Gen<Happening> Happenings(Plan plan) =>
        from after in Gen.Elements(Ids(plan))
        from later in Seconds(0, 3)
        from happening in Gen.Frequency(
            (4, Gen.Elements(Enum.GetValues<Wish>()).Select(wish => (Happening)new Happening.Asked(after, later, wish))),
            // No share that a plan would set itself: whose hand that was, nobody could tell.
            (1, Gen.Elements(3, 20, 34, 61, 88).Select(blue => (Happening)new Happening.Moved(after, later, Scenario.Shares(blue, 100 - blue)))),
            (1, Gen.Elements(Colour.Blue, Colour.Green).Select(side => (Happening)new Happening.FellIll(after, later, side))),
            (2, Gen.Elements(-20, -3, -1, 2, 30).Select(jump => (Happening)new Happening.ClockJumped(after, later, TimeSpan.FromSeconds(jump)))))
        select happening;

    static IEnumerable<string> Ids(Plan plan) => plan.Steps.Select(step => step.Id).Append(Decider.ReturnId).Append(Decider.ReconcileId);

    static Gen<TimeSpan> Seconds(int from, int to) => Gen.Choose(from, to).Select(seconds => TimeSpan.FromSeconds(seconds));

    static Gen<ImmutableArray<T>> UpTo<T>(int most, Gen<T> one) =>
        from count in Gen.Choose(0, most) from items in one.ArrayOf(count) select items.ToImmutableArray();

    /// <summary>A found history is told with as little trouble in it as still shows what is wrong.</summary>
    static IEnumerable<Script> Smaller(Script script) =>
    [
        .. Without(script.Faults).Select(fewer => script with { Faults = fewer }),
        .. Without(script.Evidence).Select(fewer => script with { Evidence = fewer }),
        .. Without(script.Happenings).Select(fewer => script with { Happenings = fewer }),
        .. Without(script.Answers).Select(fewer => script with { Answers = fewer }),
    ];

    static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> all) => Enumerable.Range(0, all.Length).Select(all.RemoveAt);
}

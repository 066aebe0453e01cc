using System.Collections.Immutable;
using Infra.Catalog.Rollouts;

namespace Infra.Catalog.Reading;

internal static class RolloutReader
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan DefaultReady = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultWarm = TimeSpan.FromHours(1);
    private static readonly HoldSpec DefaultHold = new(TimeSpan.FromMinutes(30), AfterHold.Return);
    private static readonly Share DefaultP1 = Share.Of(0.05);

    internal static RolloutSpec Read(MapReader service, string of, string healthPath, Problems problems)
    {
        var what = $"{of}: rollout";
        if (service.Child("rollout", what) is not { } map)
            return Default(healthPath);

        var strategy = map.Required("strategy", Scalars.OneOf<Strategy?>("a strategy", ("canary", Strategy.Canary), ("blueGreen", Strategy.BlueGreen)), "canary");
        var steps = Members(map, "steps", what, problems, item => StepReader.Read(item, what, problems));
        var gates = Members(map, "gates", what, problems, item => GateReader.Read(item, what, problems));
        var spec = new RolloutSpec
        {
            Strategy = strategy ?? Strategy.Canary,
            Steps = [.. steps.Select(s => s.Value)],
            Gates = gates.IsEmpty ? [new GateSpec.Errors(DefaultP1, GateReader.Quarter(DefaultP1))] : [.. gates.Select(g => g.Value)],
            Ready = map.Optional("ready", Scalars.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(2)), DefaultReady),
            StepLimit = map.Optional("stepLimit", Scalars.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(12)), TimeSpan.Zero) is { Ticks: > 0 } limit ? limit : null,
            Hold = Hold(map, what, problems),
            Warm = map.Optional("warm", Scalars.Duration(TimeSpan.Zero, Week), DefaultWarm),
        };
        map.End();
        Check(map, strategy, steps, gates, what, problems);
        return spec;
    }

    private static RolloutSpec Default(string healthPath) => new()
    {
        Strategy = Strategy.BlueGreen,
        Steps = [new RolloutStep.Smoke(healthPath, 5)],
        Gates = [new GateSpec.Errors(DefaultP1, GateReader.Quarter(DefaultP1))],
        Ready = DefaultReady,
        Hold = DefaultHold,
        Warm = DefaultWarm,
    };

    private static ImmutableArray<Member<T>> Members<T>(MapReader map, string key, string what, Problems problems, Func<YamlNode, T?> read) where T : class
    {
        switch (map.Find(key))
        {
            case null:
                return [];
            case YamlNode.Sequence list:
                var members = ImmutableArray.CreateBuilder<Member<T>>();
                foreach (var item in list.Items)
                {
                    if (read(item) is { } value)
                        members.Add(new(item.At, value));
                }

                return members.ToImmutable();
            case var node:
                problems.Add(node.At, $"{what}: {key} must be a list, not {node.Kind}");
                return [];
        }
    }

    private static HoldSpec Hold(MapReader rollout, string what, Problems problems)
    {
        if (rollout.Child("hold", $"{what}: hold") is not { } map)
            return DefaultHold;
        var hold = new HoldSpec(
            map.Required("for", Scalars.Duration(TimeSpan.Zero, Week), "30m"),
            map.Optional("then", Scalars.OneOf("an end of holding", ("return", AfterHold.Return), ("proceed", AfterHold.Proceed)), AfterHold.Return));
        map.End();
        return hold;
    }

    private static void Check(
        MapReader map, Strategy? strategy, ImmutableArray<Member<RolloutStep>> steps, ImmutableArray<Member<GateSpec>> gates, string what, Problems problems)
    {
        Member<RolloutStep>[] shifts = [.. steps.Where(s => s.Value is RolloutStep.SetWeight)];
        for (var next = 1; next < shifts.Length; next++)
        {
            var (before, after) = (Weight(shifts[next - 1]), Weight(shifts[next]));
            if (after <= before)
                problems.Add(shifts[next].At, $"{what}: setWeight {after.InPercent} does not rise above {before.InPercent} of line {shifts[next - 1].At.Line}; shares only grow, and promotion makes them 100");
        }

        for (var at = 0; at < steps.Length; at++)
        {
            if (steps[at].Value is RolloutStep.SetWeight { Bake.Ticks: 0 } shift && (at + 1 == steps.Length || steps[at + 1].Value is not RolloutStep.Watch))
                problems.Add(steps[at].At, $"{what}: setWeight {shift.Weight.InPercent} is watched by nothing; add `bake: 10m` to it, or a step {{ bake: 10m }} after it");
        }

        foreach (var (at, _) in steps.TakeWhile(s => s.Value is not RolloutStep.SetWeight).Where(s => s.Value is RolloutStep.Watch))
            problems.Add(at, $"{what}: a bake before any setWeight has nothing to watch; put it behind one, or use `warm` to watch a blueGreen switch");
        foreach (var (at, _) in steps.SkipWhile(s => s.Value is not RolloutStep.SetWeight).Where(s => s.Value is RolloutStep.Mirror))
            problems.Add(at, $"{what}: a mirror behind setWeight sends copies to a side that has users; put it before the first setWeight");
        if (strategy == Strategy.Canary && shifts.Length == 0)
            problems.Add(map.At, $"{what}: a canary needs a share to begin with; add `steps: [ {{ setWeight: 5, bake: 10m }} ]`");
        if (strategy == Strategy.BlueGreen && shifts.Length > 0)
            problems.Add(shifts[0].At, $"{what}: blueGreen moves all traffic at once; leave setWeight out, or say strategy: canary");
        foreach (var second in gates.GroupBy(g => g.Value.GetType()).SelectMany(g => g.Skip(1)))
            problems.Add(second.At, $"{what}: a second {(second.Value is GateSpec.Errors ? "errors" : "slow")} gate; keep one");
    }

    private static Weight Weight(Member<RolloutStep> shift) => ((RolloutStep.SetWeight)shift.Value).Weight;

    private sealed record Member<T>(Place At, T Value) where T : class;
}

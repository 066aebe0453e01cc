using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>What holds of every operation, whatever the program: each answers what is wrong, or null.</summary>
static class Promises
{
    public const string Foretold = "the preview says what is done", Still = "a second update changes nothing", Mended = "the next update mends what went wrong", Left = "a destroy leaves what is retained or protected, and nothing else",
        Loads = "the state loads after every step", Ordered = "needs come first and go last", Once = "no URN lives twice", True = "the state has what there is";

    public static readonly ImmutableArray<string> All = [Foretold, Still, Mended, Left, Loads, Ordered, Once, True];

    public static string? Agree(Ended preview, Ended real) =>
        preview.IsWell != real.IsWell ? $"the preview was {(preview.IsWell ? "well" : "bad")}, and {string.Join(", ", preview.Errors.Concat(real.Errors))}"
        : real.IsWell && preview.Ops != real.Ops ? $"it said {preview.Ops}\n and did {real.Ops}"
        : real.IsWell && !preview.Changes.SequenceEqual(real.Changes) ? $"it counted {string.Join(", ", preview.Changes)} and then {string.Join(", ", real.Changes)}"
        : null;

    public static string? NothingDone(Ended end) =>
        !end.IsWell ? string.Join(", ", end.Errors) : end.Steps.Any(step => step.Op is not Op.Same) ? end.Ops : null;

    public static string? EveryPrefixLoads(Ended end) =>
        end.Prefixes.Append(end.Snapshot).Select(state => Integrity.Problems(state).FirstOrDefault()).FirstOrDefault(problem => problem is not null);

    public static string? NoneTwice(Ended end) => end.Prefixes.Append(end.Snapshot)
        .SelectMany(state => state.Resources.Where(resource => !resource.Delete).CountBy(resource => resource.Urn).Where(count => count.Value > 1))
        .Select(count => $"{count.Key} lives {count.Value} times").FirstOrDefault();

    public static string? InOrder(Ended end)
    {
        var steps = end.Steps;
        for (var at = 0; at < steps.Length; at++)
            if (steps[at] is { New: { } made } && IsMaking(steps[at].Op) && steps.Skip(at + 1).FirstOrDefault(later => IsMaking(later.Op) && made.Needs.Contains(later.Urn)) is { } late)
                return $"{made.Urn} stands on {late.Urn}, which comes after it";
        // Those before the program's end are deletions for a replacement, each with its own order.
        var last = steps.Length;
        while (last > 0 && steps[last - 1].Op is Op.Delete or Op.DeleteReplaced or Op.RemovePendingReplace) last--;
        var leaving = steps[last..];
        for (var at = 0; at < leaving.Length; at++)
            if (leaving[at].Old is { } gone && leaving.Skip(at + 1).FirstOrDefault(later => later.Urn != gone.Urn && later.Old!.Needs.Contains(gone.Urn)) is { } left)
                return $"{gone.Urn} goes before {left.Urn}, which stands on it";
        return null;
    }

    /// <summary>By the program's own word, which no state can forget.</summary>
    public static string? AsDeclared(Ended end, ImmutableArray<Declared> program)
    {
        List<string> gone = [.. end.Steps.Where(step => step.Op == Op.Delete).Select(step => Urn.Name(step.Urn))];
        return program.SelectMany(one => one.Needs.Select(need => (one.Name, Need: need)))
            .Where(pair => gone.IndexOf(pair.Need) is >= 0 and var at && gone.IndexOf(pair.Name) > at)
            .Select(pair => $"{pair.Need} goes before {pair.Name}, which stands on it").FirstOrDefault();
    }

    static bool IsMaking(Op op) => op is Op.Create or Op.Update or Op.CreateReplacement;

    /// <summary>What is protected, what that needs, and of what waits for its deletion only what may be needed in its place.</summary>
    public static string? OnlyNeeded(Snapshot left)
    {
        var open = new Stack<ResourceState>(left.Resources.Where(resource => resource is { Protect: true, Delete: false }));
        var needed = new HashSet<ResourceState>(ReferenceEqualityComparer.Instance);
        while (open.TryPop(out var next))
            if (needed.Add(next))
                foreach (var need in left.Resources.Where(resource => next.Needs.Contains(resource.Urn))) open.Push(need);
        return left.Resources.FirstOrDefault(resource => !needed.Contains(resource)) is { } one ? $"{one.Urn} is left" : null;
    }

    /// <param name="excused">Ids that may exist though no state has them: they were retained.</param>
    public static string? IsTrue(Snapshot state, Land land, IReadOnlySet<string> excused)
    {
        var kept = state.Resources.Where(resource => resource is { Type: Land.Type, PendingReplacement: false }).ToList();
        if (kept.FirstOrDefault(resource => !land.Things.ContainsKey(resource.Id)) is { } gone) return $"the state has {gone.Urn} {gone.Id}, and it is not there";
        if (kept.FirstOrDefault(resource => !resource.Delete && !land.Things[resource.Id].Equals(resource.Inputs.Plain)) is { } other) return $"{other.Urn} is not what the state says";
        var ids = kept.Select(resource => resource.Id).ToHashSet();
        return land.Things.Keys.FirstOrDefault(id => !ids.Contains(id) && !excused.Contains(id)) is { } lost ? $"{lost} is there, and no state has it" : null;
    }
}

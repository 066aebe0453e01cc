using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Turns an order into priorities of the router.</summary>
internal static class RulePlaces
{
    const int Last = 50_000;

    /// <summary>What has a priority keeps it while there is room between its neighbours for those that have none (null); else all are spread anew.</summary>
    public static ImmutableArray<int> Assign(ImmutableArray<int?> inOrder)
    {
        if (inOrder.Length > Last) throw new EngineException($"The listener would have {inOrder.Length} rules; the sandbox's router takes at most {Last}.");
        var places = ImmutableArray.CreateBuilder<int>(inOrder.Length);
        while (places.Count < inOrder.Length)
        {
            var (from, before) = (places.Count, places.Count == 0 ? 0 : places[^1]);
            var to = from;
            while (to < inOrder.Length && inOrder[to] is null) to++;
            var after = to < inOrder.Length ? inOrder[to]!.Value : Last + 1;
            if (after - before - 1 < to - from || after <= before) return Spread(inOrder.Length);
            for (var i = 1; i <= to - from; i++) places.Add(before + (after - before) * i / (to - from + 1));
            if (to < inOrder.Length) places.Add(after);
        }
        return places.ToImmutable();
    }

    /// <summary>The moves from old priorities to new ones, ordered so that on the way no two are the same and the order never changes.</summary>
    /// <param name="inOrder">By what they are ordered: both rise from one to the next.</param>
    public static IEnumerable<T> Moves<T>(IReadOnlyList<T> inOrder, Func<T, int> from, Func<T, int> to) =>
        [.. inOrder.Where(each => to(each) > from(each)).Reverse(), .. inOrder.Where(each => to(each) < from(each))];

    static ImmutableArray<int> Spread(int count) => [.. Enumerable.Range(1, count).Select(i => (int)((long)(Last + 1) * i / (count + 1)))];
}

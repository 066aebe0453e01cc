using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>What a front Service selects and which sides it names, and what that means in shares: on every cluster alike.</summary>
/// <param name="Sides">As <see cref="FrontService.Sides"/> has them.</param>
public sealed record Front(ImmutableSortedDictionary<string, string> Selector, string Sides)
{
    private static readonly Colour[] _colours = [Colour.Blue, Colour.Green];

    /// <param name="selectors">What the own Service of each side selects; a side that has none is not among them.</param>
    /// <returns>Null when it sends to something that is neither side; then nobody may read shares into it.</returns>
    public Shares? Read(Route route, IReadOnlyDictionary<Colour, ImmutableSortedDictionary<string, string>> selectors)
    {
        var attached = Sides.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var serving = _colours.Where(side => selectors.TryGetValue(side, out var own) && own.SequenceEqual(Selector)).Select(side => (Colour?)side).FirstOrDefault();
        return (serving is null && !Selector.SequenceEqual(Nobody)) || attached.Except(_colours.Select(side => Name(route, side))).Any()
            ? null
            : new(Side(Colour.Blue), Side(Colour.Green));

        SideShare Side(Colour side) =>
            serving == side ? new(true, Weight.All)
            : attached.Contains(Name(route, side)) ? new(true, Weight.Zero)
            : SideShare.Detached;
    }

    /// <summary>The one that gives these shares.</summary>
    public static Front Of(Route route, Shares desired, IReadOnlyDictionary<Colour, ImmutableSortedDictionary<string, string>> selectors) => new(
        _colours.Where(side => desired[side].Weight == Weight.All).Select(side => selectors[side]).FirstOrDefault(Nobody),
        string.Join(' ', _colours.Where(side => desired[side].Attached).Select(side => Name(route, side))));

    /// <summary>Why no front Service gives these shares; null when one does.</summary>
    public static string? Complaint(Route route, Shares desired, IReadOnlyDictionary<Colour, ImmutableSortedDictionary<string, string>> selectors)
    {
        if (desired.Mirror is { } mirror)
            return $"Of {route.Key} {mirror.Share} would be mirrored to {mirror.To.Word}, and without a Gateway nobody can.";
        foreach (var side in _colours.Where(side => desired[side].Attached))
        {
            if (FrontService.Complaint(side, desired[side].Weight) is { } complaint)
                return $"Of {route.Key} {complaint}";
            if (!selectors.ContainsKey(side))
                return $"{side.Title} of {route.Key} has no Service {route.Targets(side)}; it can't be sent anything.";
        }

        return null;
    }

    private static ImmutableSortedDictionary<string, string> Nobody { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(FrontService.Label, FrontService.Nobody);

    private static string Name(Route route, Colour side) => route.Targets(side).Split('/')[^1];
}

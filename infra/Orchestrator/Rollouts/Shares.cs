using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>The weights of a traffic rule as they are or should be: what a router is told and what it answers.</summary>
public sealed record Shares(SideShare Blue, SideShare Green)
{
    public static Shares Nobody { get; } = new(SideShare.Detached, SideShare.Detached);

    public SideShare this[Colour colour] => colour == Colour.Blue ? Blue : Green;

    public static Shares Of(TrafficSplit split) => new(split.Blue, split.Green);

    public Shares With(Colour colour, SideShare share) =>
        colour == Colour.Blue ? this with { Blue = share } : this with { Green = share };

    /// <summary>Gives <paramref name="colour"/> this weight; an attached other side gets the rest.</summary>
    public Shares Shift(Colour colour, Weight weight)
    {
        var shifted = With(colour, new(true, weight));
        return this[colour.Other].Attached ? shifted.With(colour.Other, new(true, weight.Rest)) : shifted;
    }

    public TrafficSplit ToSplit(Colour? serving, string journalHead) =>
        new() { Serving = serving, Blue = Blue, Green = Green, JournalHead = journalHead };

    public override string ToString() => $"blue {Say(Blue)} / green {Say(Green)}";

    private static string Say(SideShare side) => side.Attached ? side.Weight.ToString() : "detached";
}

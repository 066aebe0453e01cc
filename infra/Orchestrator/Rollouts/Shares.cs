using System.Text.Json.Serialization;
using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>The weights of a traffic rule as they are or should be: what a router is told and what it answers.</summary>
public sealed record Shares(SideShare Blue, SideShare Green)
{
    public static Shares Nobody { get; } = new(SideShare.Detached, SideShare.Detached);

    /// <summary>Null for nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Mirror? Mirror { get; init; }

    /// <summary>Whether both sides have users.</summary>
    [JsonIgnore]
    public bool AreSplit => Blue.Weight != Weight.Zero && Green.Weight != Weight.Zero;

    public SideShare this[Colour colour] => colour == Colour.Blue ? Blue : Green;

    public static Shares Of(TrafficSplit split) => new(split.Blue, split.Green) { Mirror = split.Mirror };

    /// <summary>A side that is not attached gets no copies either.</summary>
    public Shares With(Colour colour, SideShare share)
    {
        var shares = colour == Colour.Blue ? this with { Blue = share } : this with { Green = share };
        return share.Attached || Mirror?.To != colour ? shares : shares with { Mirror = null };
    }

    /// <summary>Gives <paramref name="colour"/> this weight; an attached other side gets the rest, and nobody copies.</summary>
    public Shares Shift(Colour colour, Weight weight)
    {
        var shifted = With(colour, new(true, weight)) with { Mirror = null };
        return this[colour.Other].Attached ? shifted.With(colour.Other, new(true, weight.Rest)) : shifted;
    }

    public TrafficSplit ToSplit(Colour? serving, string journalHead) =>
        new() { Serving = serving, Blue = Blue, Green = Green, Mirror = Mirror, JournalHead = journalHead };

    public override string ToString() => $"blue {Say(Blue)} / green {Say(Green)}{(Mirror is { } mirror ? $", {mirror}" : "")}";

    private static string Say(SideShare side) => side.Attached ? side.Weight.ToString() : "detached";
}

using System.Text.Json;

namespace Infra.Catalog;

/// <summary>Who gets which share of a service's traffic, and which side serves.</summary>
public sealed record TrafficSplit
{
    public static TrafficSplit Nobody { get; } = new() { Serving = null, Blue = SideShare.Detached, Green = SideShare.Detached, JournalHead = "" };

    /// <summary>The side that serves users; null before the first release.</summary>
    public required Colour? Serving { get; init; }

    public required SideShare Blue { get; init; }
    public required SideShare Green { get; init; }

    /// <summary>Null for nobody.</summary>
    public Mirror? Mirror { get; init; }

    /// <summary>The head of the journal that asked for this split.</summary>
    public required string JournalHead { get; init; }

    public SideShare this[Colour colour] => colour == Colour.Blue ? Blue : Green;

    public TrafficSplit With(Colour colour, SideShare share) => colour == Colour.Blue ? this with { Blue = share } : this with { Green = share };

    /// <summary>The configuration value <c>infra:traffic</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new SplitText(ColourNames.WordOrNone(Serving), new(Blue.Attached, Blue.Weight.InPercent), new(Green.Attached, Green.Weight.InPercent), JournalHead)
        {
            Mirror = Mirror is { } mirror ? new(mirror.To.Word, mirror.Share.InPercent) : null,
        },
        JsonText.Options);

    /// <exception cref="BadInputException">The text is no split, or its weights are neither 100 in sum nor 0 with nobody attached.</exception>
    public static TrafficSplit FromJson(string text)
    {
        var wire = JsonText.Read<SplitText>(text, "a traffic split");
        var split = new TrafficSplit
        {
            Serving = ColourNames.Parse(wire.Serving),
            Blue = new(wire.Blue.Attached, Weight.Percent(wire.Blue.Weight)),
            Green = new(wire.Green.Attached, Weight.Percent(wire.Green.Weight)),
            Mirror = wire.Mirror is { } mirror && ColourNames.Parse(mirror.To) is { } to ? new(to, Weight.Percent(mirror.Share)) : null,
            JournalHead = wire.JournalHead,
        };
        return split.Complaint is { } complaint ? throw new BadInputException($"Traffic {text}: {complaint}") : split;
    }

    /// <summary>Why no traffic stack may apply this split; null when it may.</summary>
    private string? Complaint => (Blue, Green) switch
    {
        _ when Mirror is { } mirror && !this[mirror.To].Attached => $"{mirror.To.Word} is detached and yet gets copies.",
        ({ Attached: false, Weight.InPercent: > 0 }, _) => $"blue is detached and yet gets {Blue.Weight}.",
        (_, { Attached: false, Weight.InPercent: > 0 }) => $"green is detached and yet gets {Green.Weight}.",
        ({ Attached: false }, { Attached: false }) => null,
        _ when Blue.Weight.InPercent + Green.Weight.InPercent == 100 => null,
        _ => $"blue {Blue.Weight} and green {Green.Weight} make {Blue.Weight.InPercent + Green.Weight.InPercent}%, not 100%.",
    };
}

using Infra.Rpc;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Values and what changed in them, a line for each.</summary>
internal static class ValueLines
{
    const string Deeper = "    ";

    /// <summary>A whole value under a name.</summary>
    /// <param name="margin">Where the name begins; the sign stands two characters before it.</param>
    public static IEnumerable<Line> Of(string name, PropertyValue value, string margin, string sign = " ", Ink ink = Ink.Plain)
    {
        var start = $"{margin[..^2]}{sign} {name}: ";
        switch (value)
        {
            case PropertyValue.Map { Properties.Count: > 0 } map: return Block(start, "{", map.Properties.SelectMany(entry => Of(entry.Key, entry.Value, margin + Deeper, sign, ink)), "}", margin, ink);
            case PropertyValue.List { Items.Length: > 0 } list: return Block(start, "[", list.Items.Index().SelectMany(entry => Of($"[{entry.Index}]", entry.Item, margin + Deeper, sign, ink)), "]", margin, ink);
            default: return [Line.Of(start + Text(value), ink)];
        }
    }

    /// <summary>What changed, and nothing else.</summary>
    public static IEnumerable<Line> Changes(PropertyMap old, PropertyMap news, string margin) =>
        old.Shown.Names.Union(news.Shown.Names, StringComparer.Ordinal).SelectMany(name => Change(name, old[name], news[name], margin));

    static IEnumerable<Line> Change(string name, PropertyValue? old, PropertyValue? news, string margin)
    {
        switch (old, news)
        {
            case (null or PropertyValue.Null, null or PropertyValue.Null): return [];
            case (null or PropertyValue.Null, { } added): return Of(name, added, margin, "+", Ink.Green);
            case ({ } gone, null or PropertyValue.Null): return Of(name, gone, margin, "-", Ink.Red);
            case (PropertyValue.Map from, PropertyValue.Map to):
                return Inside(name, "{", "}", from.Properties.Names.Union(to.Properties.Names, StringComparer.Ordinal)
                    .SelectMany(inner => Change(inner, from.Properties[inner], to.Properties[inner], margin + Deeper)), margin);
            case (PropertyValue.List from, PropertyValue.List to):
                return Inside(name, "[", "]", Enumerable.Range(0, Math.Max(from.Items.Length, to.Items.Length))
                    .SelectMany(at => Change($"[{at}]", from.Items.ElementAtOrDefault(at), to.Items.ElementAtOrDefault(at), margin + Deeper)), margin);
            case ({ } from, { } to) when !from.Plain.Equals(to.Plain): return [Line.Of($"{margin[..^2]}~ {name}: {Text(from)} => {Text(to)}", Ink.Yellow)];
            default: return [];
        }
    }

    static IEnumerable<Line> Inside(string name, string open, string close, IEnumerable<Line> changes, string margin) =>
        changes.ToArray() is { Length: > 0 } lines ? Block($"{margin[..^2]}~ {name}: ", open, lines, close, margin, Ink.Yellow) : [];

    static IEnumerable<Line> Block(string start, string open, IEnumerable<Line> lines, string close, string margin, Ink ink) =>
        [Line.Of(start + open, ink), .. lines, Line.Of(margin + close, ink)];

    /// <summary>In one line. What is secret or not known yet is said to be so.</summary>
    public static string Text(PropertyValue value) => value switch
    {
        PropertyValue.Secret => "[secret]",
        PropertyValue.Unknown => "[unknown]",
        PropertyValue.Text text => Quoted(text.Value),
        PropertyValue.Map map => map.Properties.Count == 0 ? "{}" : $"{{ {string.Join(", ", map.Properties.Select(entry => $"{entry.Key}: {Text(entry.Value)}"))} }}",
        PropertyValue.List list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        PropertyValue.Asset asset => $"{(asset.Signature == WireValues.AssetSignature ? "asset" : "archive")}({asset.Properties["path"]?.AsText ?? asset.Properties["uri"]?.AsText ?? asset.Properties["hash"]?.AsText ?? "text"})",
        PropertyValue.Reference reference => reference.Urn,
        _ => JsonCodec.Text(value),
    };

    static string Quoted(string text) => JsonText.Of(json => json.WriteStringValue(text), indented: false);
}

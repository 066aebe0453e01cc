using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>Fills the templates of ids and outputs: <c>{name}</c>, <c>{hex:8}</c>, <c>{digits:4}</c>.</summary>
internal static partial class Template
{
    /// <summary>Unknown when a part is not known yet; secret when a part is.</summary>
    /// <param name="find">The value of a name; null when there is none.</param>
    public static PropertyValue Fill(string template, Func<string, PropertyValue?> find, Dice dice)
    {
        var (unknown, secret) = (false, false);
        var text = Hole().Replace(template, hole =>
        {
            var (name, length) = (hole.Groups[1].Value, hole.Groups[2].Success ? int.Parse(hole.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0);
            if (length > 0) return name == "hex" ? dice.Hex(length) : dice.Digits(length);
            var value = find(name);
            unknown |= value is null or { HasUnknown: true };
            secret |= value is { HasSecret: true };
            return value?.Plain switch
            {
                PropertyValue.Text it => it.Value,
                PropertyValue.Number it => it.Value.ToString(CultureInfo.InvariantCulture),
                PropertyValue.Bool it => it.Value ? "true" : "false",
                _ => "",
            };
        });
        PropertyValue filled = unknown ? PropertyValue.NotYet : text;
        return secret ? new PropertyValue.Secret(filled) : filled;
    }

    [GeneratedRegex(@"\{([A-Za-z]\w*)(?::(\d+))?\}")]
    private static partial Regex Hole();
}

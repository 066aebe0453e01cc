using System;
using System.Globalization;

namespace Infra.Sandbox.Definitions;

/// <summary>Reads the line of one property.</summary>
static class PropertyLine
{
    /// <param name="find">The object type of a name.</param>
    public static PropertyDefinition Read(DefinitionLine line, Func<DefinitionLine, string, TypeReference> find)
    {
        var name = line[1];
        var property = new PropertyDefinition(name, char.ToUpperInvariant(name[0]) + name.Substring(1), Type(line, line[2], find));
        for (var i = 3; i < line.Words.Count; i++)
        {
            if (line[i] == "=") return property with { Template = line.Rest(i + 1) };
            property = Word(line, property, line[i]);
        }
        return property;
    }

    public static double Number(DefinitionLine line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw line.Mistake($"needs a number where '{text}' stands");

    static PropertyDefinition Word(DefinitionLine line, PropertyDefinition property, string word) => word switch
    {
        "required" => property with { Required = true },
        "replaces" => property with { Replaces = true },
        "secret" => property with { Secret = true },
        "computed" => property with { Computed = true },
        "json" => property with { Json = true },
        _ when After(word, "one-of:") is { } values => property with { OneOf = [.. values.Split('|')] },
        _ when After(word, "enum:") is { } name => property with { Enum = name },
        _ when After(word, "default:") is { } json => property with { Default = json },
        _ when After(word, "as:") is { } name => property with { CSharp = name },
        _ when word.IndexOf("..", StringComparison.Ordinal) is >= 0 and var cut => property with
        {
            Min = Bound(line, word.Substring(0, cut)),
            Max = Bound(line, word.Substring(cut + 2)),
        },
        _ => throw line.Mistake($"has the unknown word '{word}'"),
    };

    static TypeReference Type(DefinitionLine line, string word, Func<DefinitionLine, string, TypeReference> find) => word switch
    {
        "text" => new TypeReference.Text(),
        "integer" => new TypeReference.Integer(),
        "number" => new TypeReference.Number(),
        "boolean" => new TypeReference.Boolean(),
        "integer-or-text" => new TypeReference.IntegerOrText(),
        _ when Inside(word, '[', ']') is { } item => new TypeReference.ListOf(Type(line, item, find)),
        _ when Inside(word, '{', '}') is { } value => new TypeReference.MapOf(Type(line, value, find)),
        _ => find(line, word),
    };

    static double? Bound(DefinitionLine line, string text) => text.Length == 0 ? null : Number(line, text);

    static string? After(string word, string prefix) => word.StartsWith(prefix, StringComparison.Ordinal) ? word.Substring(prefix.Length) : null;

    static string? Inside(string word, char open, char close) =>
        word.Length > 2 && word[0] == open && word[word.Length - 1] == close ? word.Substring(1, word.Length - 2) : null;
}

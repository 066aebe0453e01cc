using System.Text.Json;
using Infra.Sandbox.Definitions;

namespace Infra.Tests.Definitions;

/// <summary>Where a definition of ours says another thing than the official provider; what we leave out is no difference, what we invent is.</summary>
static class SchemaDifferences
{
    public static IEnumerable<string> Resource(ResourceDefinition resource, JsonElement official)
    {
        var unverified = Texts(official, "replacesUnverified");
        foreach (var difference in Same(resource.Token, "class", resource.CSharp, official.GetProperty("csharp").GetString())) yield return difference;
        foreach (var difference in Same(resource.Token, "name", resource.Name?.Property, Member(official, "autoname", "property")?.GetString())) yield return difference;
        foreach (var difference in Same(resource.Token, "delete before replace", resource.DeleteBeforeReplace, official.TryGetProperty("deleteBeforeReplace", out _))) yield return difference;
        foreach (var property in resource.Inputs)
        {
            var where = $"{resource.Token} {property.Name}";
            var input = Member(official, "inputs", property.Name);
            foreach (var difference in Property(where, property, input)) yield return difference;
            if (input is not { } known || unverified.Contains(property.Name)) continue;
            foreach (var difference in Same(where, "replaces", property.Replaces, Flag(known, "replaces"))) yield return difference;
            if (resource.IsProvider || resource.ReplacePaths.Length > 0 || property.Required || Member(official, "outputs", property.Name) is not { } output) continue;
            foreach (var difference in Same(where, "computed", property.Computed, !Flag(output, "optional"))) yield return difference;
        }
        foreach (var property in resource.Outputs)
            foreach (var difference in Type($"{resource.Token} {property.Name}", property, Member(official, "outputs", property.Name))) yield return difference;
        foreach (var difference in Same(resource.Token, "replacing paths", Text(resource.ReplacePaths), Text(ReplacePaths(official)))) yield return difference;
        var required = official.GetProperty("inputs").EnumerateObject().Where(input => Flag(input.Value, "required")).Select(input => input.Name);
        foreach (var missing in required.Except(resource.Inputs.Select(property => property.Name))) yield return $"{resource.Token} lacks the required {missing}";
    }

    public static IEnumerable<string> Object(ObjectDefinition part, JsonElement official) =>
    [
        .. Same(part.Token, "input class", part.CSharpInput, official.GetProperty("csharp").GetString()),
        .. official.TryGetProperty("csharpOut", out var answered) ? Same(part.Token, "output class", part.CSharpOutput, answered.GetString()) : [],
        .. Same(part.Token, "plain class", part.CSharpPlain, official.TryGetProperty("csharpPlain", out var plain) ? plain.GetString() : null),
        .. part.Properties.SelectMany(property => Property($"{part.Token} {property.Name}", property, Member(official, "properties", property.Name))),
    ];

    public static IEnumerable<string> Function(FunctionDefinition function, JsonElement official) =>
    [
        .. Same(function.Token, "class", function.CSharp, official.GetProperty("csharp").GetString()),
        .. function.Inputs.SelectMany(property => Property($"{function.Token} {property.Name}", property, Member(official, "inputs", property.Name))),
        .. function.Outputs.SelectMany(property => Type($"{function.Token} {property.Name}", property, Member(official, "outputs", property.Name))),
    ];

    static IEnumerable<string> Property(string where, PropertyDefinition property, JsonElement? official) => official is not { } known ? [$"{where} is unknown"] :
    [
        .. Type(where, property, known),
        .. Same(where, "required", property.Required, Flag(known, "required")),
        .. Same(where, "secret", property.Secret, Flag(known, "secret")),
        .. Same(where, "JSON", property.Json, Flag(known, "json")),
        .. known.TryGetProperty("const", out var constant) ? Same(where, "constant", (property.Default, Text(property.OneOf)), ($"\"{constant.GetString()}\"", constant.GetString()!)) : [],
        .. known.TryGetProperty("csharp", out var name) ? Same(where, "C# name", property.CSharp, name.GetString()) : [],
        .. known.TryGetProperty("range", out var range) && range.ValueKind == JsonValueKind.Array
            ? Same(where, "range", (property.Min, property.Max), (range[0].GetDouble(), range[1].GetDouble()))
            : [],
    ];

    static IEnumerable<string> Type(string where, PropertyDefinition property, JsonElement? official) =>
        official is { } known ? Same(where, "type", Text(property.Type), Text(known.GetProperty("type"))) : [$"{where} is unknown"];

    // What lies under a path that replaces goes without saying; of conditions, the first is what holds by default.
    static IEnumerable<string> ReplacePaths(JsonElement official)
    {
        if (!official.TryGetProperty("replacePaths", out var paths)) return [];
        var conditional = official.TryGetProperty("conditionalReplacePaths", out var all) ? Texts(all[0], "paths") : [];
        var known = paths.EnumerateArray().Select(path => path.GetString()!).Concat(conditional).Select(path => path[1..]).ToHashSet();
        return known.Where(path => !known.Any(above => path.StartsWith($"{above}.", StringComparison.Ordinal)));
    }

    static string Text(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));

    static string Text(TypeReference type) => type switch
    {
        TypeReference.Text => "string",
        TypeReference.Integer => "integer",
        TypeReference.Number => "number",
        TypeReference.Boolean => "boolean",
        TypeReference.IntegerOrText => "integer or string",
        TypeReference.ListOf list => $"[{Text(list.Item)}]",
        TypeReference.MapOf map => $"{{{Text(map.Item)}}}",
        TypeReference.Object reference => reference.Token,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Text(JsonElement type) =>
        type.ValueKind == JsonValueKind.String ? type.GetString()!
        : type.TryGetProperty("array", out var item) ? $"[{Text(item)}]"
        : type.TryGetProperty("map", out var value) ? $"{{{Text(value)}}}"
        : type.TryGetProperty("union", out var either) ? either[0].ValueKind == JsonValueKind.String && either[0].GetString() == "integer" ? "integer or string" : Text(either[0])
        : type.GetProperty("ref").GetString()!;

    static IEnumerable<string> Same<T>(string where, string what, T ours, T theirs) =>
        EqualityComparer<T>.Default.Equals(ours, theirs) ? [] : [$"{where}: {what} is {ours?.ToString() ?? "nothing"} here and {theirs?.ToString() ?? "nothing"} there"];

    static JsonElement? Member(JsonElement official, string kind, string name) =>
        official.TryGetProperty(kind, out var members) && members.TryGetProperty(name, out var member) ? member : null;

    static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    static HashSet<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];
}

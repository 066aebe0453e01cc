using System.Text;
using System.Text.Json.Nodes;
using Infra.Policies.Sdk.Reports;

namespace Infra.Policies.Sdk.Verbs;

/// <summary>A rule in words.</summary>
internal static class RuleText
{
    public static string Line(Rule rule, int width) => $"{rule.Name.PadRight(width)}  {Word(rule.Level),-9}  {ConsoleReport.Severity(rule),-8}  {rule.Demand}";

    public static string Explain(Rule rule)
    {
        var text = new StringBuilder().AppendLine($"{rule.Name}: {rule.Demand}").AppendLine(rule.Because).AppendLine(rule.Mend).AppendLine()
            .AppendLine($"Level      {Word(rule.Level)}{(rule is ResourceRule { Remedy: not null } ? ", and can be set to remediate: it mends what it finds" : "")}")
            .AppendLine($"Severity   {ConsoleReport.Severity(rule)}")
            .AppendLine($"Looks at   {string.Join(", ", rule.Types)}{(rule is StackRule ? ", all of a stack together" : "")}")
            .AppendLine($"Unknown    {(rule.WhenUnknown switch { WhenUnknown.Skip => "a value that isn't known before the update is left to it", WhenUnknown.Violation => "a value that isn't known before the update counts as a violation", _ => "a value that isn't known before the update is an advice, and judged then" })}");
        foreach (var setting in rule.Settings) text.AppendLine($"Setting    {setting.Name}: {setting.Description}");
        if (!rule.Controls.IsEmpty) text.AppendLine($"Supports   {string.Join(", ", rule.Controls)}");
        if (rule.Link is { } link) text.AppendLine($"More       {link}");
        return text.ToString().TrimEnd();
    }

    public static JsonNode Json(Rule rule) => new JsonObject
    {
        ["name"] = rule.Name,
        ["demand"] = rule.Demand,
        ["because"] = rule.Because,
        ["mend"] = rule.Mend,
        ["level"] = Word(rule.Level),
        ["severity"] = ConsoleReport.Severity(rule),
        ["types"] = new JsonArray([.. rule.Types.Select(type => JsonValue.Create(type))]),
        ["remedy"] = rule is ResourceRule { Remedy: not null },
        ["controls"] = new JsonArray([.. rule.Controls.Select(control => JsonValue.Create($"{control}"))]),
    };

    static string Word(Level level) => level.ToString().ToLowerInvariant();
}

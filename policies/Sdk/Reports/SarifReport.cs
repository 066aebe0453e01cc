using System.Text.Json.Nodes;

namespace Infra.Policies.Sdk.Reports;

/// <summary>SARIF 2.1.0, as GitHub's code scanning takes it: a resource is a logical location in the project's file.</summary>
internal static class SarifReport
{
    public static string Of(PolicyReport report)
    {
        var rules = report.Pack.Rules.Select((rule, at) => (rule.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at);
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = report.Pack.Name, ["semanticVersion"] = report.Pack.Version, ["rules"] = new JsonArray([.. report.Pack.Rules.Select(Rule)]) } },
                ["automationDetails"] = new JsonObject { ["id"] = $"policy/{report.Subject}/" },
                ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = true }),
                ["results"] = new JsonArray([.. report.Told.Select(entry => Result(entry, rules[entry.Rule.Name]))]),
            }),
        }.ToJsonString(JsonReport.Indented);
    }

    static JsonObject Rule(Rule rule)
    {
        var json = new JsonObject
        {
            ["id"] = rule.Name,
            ["shortDescription"] = new JsonObject { ["text"] = rule.Demand },
            ["fullDescription"] = new JsonObject { ["text"] = rule.Because },
            ["help"] = new JsonObject { ["text"] = rule.Mend },
            ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Level == Level.Advisory ? "warning" : "error", ["enabled"] = rule.Level != Level.Disabled },
            ["properties"] = new JsonObject
            {
                ["tags"] = new JsonArray([.. rule.Tags.Concat(rule.Controls.Select(control => $"{control}")).Distinct().Select(tag => JsonValue.Create(tag))]),
                // GitHub orders by it; its own bounds are 4.0, 7.0 and 9.0.
                ["security-severity"] = rule.Severity switch { Severity.Critical => "9.5", Severity.High => "8.0", Severity.Medium => "5.5", Severity.Low => "2.0" },
            },
        };
        if (rule.Link is { } link) json["helpUri"] = link.AbsoluteUri;
        return json;
    }

    static JsonObject Result(ReportEntry entry, int at) => new()
    {
        ["ruleId"] = entry.Rule.Name,
        ["ruleIndex"] = at,
        ["level"] = entry.Verdict switch { Verdict.Refused => "error", Verdict.Advised => "warning", _ => "note" },
        ["message"] = new JsonObject { ["text"] = entry.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Formats.File }, ["region"] = new JsonObject { ["startLine"] = 1 } },
            ["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = entry.Name, ["fullyQualifiedName"] = entry.Urn, ["kind"] = "resource" }),
        }),
        ["partialFingerprints"] = new JsonObject { ["ruleAndResource/v1"] = entry.Fingerprint },
        ["suppressions"] = new JsonArray(entry.Exempted is { } exemption ? [new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = $"{exemption.By}: {exemption.Reason}" }] : Array.Empty<JsonNode>()),
    };
}

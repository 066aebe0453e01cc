using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Policies.Sdk.Exemptions;

namespace Infra.Policies.Sdk.Reports;

/// <summary>For programs; <c>policies/report.schema.json</c> promises its shape.</summary>
internal static class JsonReport
{
    internal static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PolicyReport report) => new JsonObject
    {
        ["pack"] = new JsonObject { ["name"] = report.Pack.Name, ["version"] = report.Pack.Version, ["rules"] = report.Pack.Rules.Length },
        ["subject"] = report.Subject,
        ["at"] = report.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["resources"] = report.Resources.Length,
        ["refused"] = report.IsRefused,
        ["findings"] = new JsonArray([.. report.Told.Select(Finding)]),
        ["unneededExemptions"] = new JsonArray([.. report.Unneeded.Select(says => JsonValue.Create(says))]),
        ["kept"] = report.Of(Verdict.Kept).Count(),
        ["notApplicable"] = new JsonArray([.. report.Of(Verdict.NotApplicable).Select(entry => new JsonObject { ["rule"] = entry.Rule.Name, ["urn"] = entry.Urn, ["reason"] = entry.Message })]),
    }.ToJsonString(Indented);

    static JsonObject Finding(ReportEntry entry) => new()
    {
        ["rule"] = entry.Rule.Name,
        ["verdict"] = entry.Verdict switch { Verdict.NotKnown => "notKnown", var verdict => ConsoleReport.Word(verdict) },
        ["severity"] = ConsoleReport.Severity(entry.Rule),
        ["urn"] = entry.Urn,
        ["message"] = entry.Message,
        ["fingerprint"] = entry.Fingerprint,
        ["controls"] = new JsonArray([.. entry.Rule.Controls.Select(control => JsonValue.Create($"{control}"))]),
        ["exemption"] = entry.Exempted is { } exemption ? Exempted(exemption) : null,
    };

    static JsonObject Exempted(Exemption exemption) => new()
    {
        ["owner"] = exemption.Owner,
        ["reason"] = exemption.Reason,
        ["ticket"] = exemption.Ticket,
        ["expires"] = exemption.Expires.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}

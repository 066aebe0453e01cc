using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>What a release says of itself in its metrics and traces: gates tell the sides apart by it.</summary>
internal static class Telemetry
{
    const string Variable = "OTEL_RESOURCE_ATTRIBUTES";

    static readonly ListSetting<string> attributes = new("attributes", "The resource attributes that every release sends.", ["service.name", "service.version", "deployment.environment.name", "deployment.id"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "telemetry-attributes",
            Demand = "A release sends its service, its version, its stage and its deployment with all that it measures.",
            Because = "A gate that can't tell the candidate's errors from the stable side's judges both, and finds neither bad.",
            Mend = $"Set {Variable} with the attributes that this rule's setting `attributes` names.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.16"), Frameworks.Nist("SI-4")],
            Types = [Tokens.Environment, Tokens.TaskDefinition],
            Settings = [attributes],
            Check = (resource, report) => Each(resource, report, (who, sent) =>
            {
                foreach (var missing in attributes.In(report.Settings).Where(name => sent.GetValueOrDefault(name) is null or "")) report.Violation($"{who} does not send {missing}.");
            }),
        },
        new ResourceRule
        {
            Name = "telemetry-tells-the-release",
            Demand = "The version that an environment sends is the release that it runs.",
            Because = "Its errors would be counted for another release: the good one is returned, and the bad one promoted.",
            Mend = $"Set service.version in {Variable} to the release's name.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("CC7.2"), Frameworks.Nist("SI-4")],
            Types = [Tokens.Environment],
            Check = (environment, report) =>
            {
                var release = environment["release"].Text;
                Each(environment, report, (who, sent) =>
                {
                    if (sent.TryGetValue("service.version", out var version) && version != release) report.Violation($"{who} runs release {release} and sends the version {version}.");
                });
            },
        },
    ];

    /// <param name="check">Who sends, and what; as the specification of OpenTelemetry has it, values are percent-encoded.</param>
    static void Each(Resource resource, Report report, Action<string, Dictionary<string, string>> check)
    {
        if (resource.Type == Tokens.Environment)
        {
            if (resource["release"].Text is not (null or "" or "none")) check($"{resource}", Read(resource["environment"][Variable].Text));
        }
        else
            report.Each(Container.Of(resource).Where(container => container.Definition["portMappings"].Items.Count > 0), container =>
                check($"{container} of {resource}", Read(container.Definition["environment"].Items.FirstOrDefault(variable => variable["name"].Text == Variable)?["value"].Text)));
    }

    static Dictionary<string, string> Read(string? text) => (text ?? "").Split(',').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0].Trim()).ToDictionary(pairs => pairs.Key, pairs => Uri.UnescapeDataString(pairs.Last()[1].Trim()), StringComparer.Ordinal);
}

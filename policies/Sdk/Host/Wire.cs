using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Policies.Sdk.Host;

/// <summary>Our words as the protocol's messages.</summary>
internal static class Wire
{
    /// <param name="configuration">The project's own: an engine puts over it what it was told, and sends back the whole.</param>
    public static AnalyzerInfo Info(Pack pack, Configuration configuration) => new()
    {
        Name = pack.Name,
        DisplayName = pack.Name,
        Version = pack.Version,
        Description = pack.Description,
        SupportsConfig = true,
        InitialConfig = { configuration.Entries },
        Policies = { pack.Rules.Select(rule => Info(rule, configuration.LevelOf(rule))) },
    };

    public static AnalyzeDiagnostic Diagnostic(Pack pack, Rule rule, Finding finding) => new()
    {
        PolicyName = rule.Name,
        PolicyPackName = pack.Name,
        PolicyPackVersion = pack.Version,
        Description = rule.Demand,
        Message = finding.Message,
        // What was not mended is refused.
        EnforcementLevel = Of(finding.Level == Level.Remediate ? Level.Mandatory : finding.Level),
        Severity = Of(rule.Severity),
        Urn = finding.Urn,
    };

    public static Remediation Remediation(Pack pack, Rule rule, Struct? properties, string? why) => new()
    {
        PolicyName = rule.Name,
        PolicyPackName = pack.Name,
        PolicyPackVersion = pack.Version,
        Description = rule.Demand,
        Properties = properties,
        Diagnostic = why ?? "",
    };

    public static PolicyNotApplicable OtherTypes(Rule rule) => new()
    {
        PolicyName = rule.Name,
        Reason = rule switch
        {
            ResourceRule { Types: [var type] } => $"Policy only applies to resources of type '{type}'",
            ResourceRule => $"Policy only applies to resources of the types {Types(rule)}",
            StackRule => $"The stack has no resource of the types {Types(rule)}",
            _ => throw new UnreachableException(),
        },
    };

    static PolicyInfo Info(Rule rule, Level level)
    {
        var info = new PolicyInfo
        {
            Name = rule.Name,
            DisplayName = rule.Name.Replace('-', ' '),
            Description = rule.Demand,
            Message = rule.Because,
            RemediationSteps = rule.Mend,
            EnforcementLevel = Of(level),
            PolicyType = rule is StackRule ? PolicyType.Stack : PolicyType.Resource,
            Severity = Of(rule.Severity),
        };
        info.Tags.AddRange(rule.Tags);
        info.Url = rule.Link?.AbsoluteUri ?? "";
        if (rule.Controls is [var control, ..])
            info.Framework = new() { Name = control.Framework, Version = control.Version, Reference = control.Reference };
        if (!rule.Settings.IsEmpty)
            info.ConfigSchema = new() { Properties = new Struct { Fields = { rule.Settings.ToDictionary(setting => setting.Name, setting => Value.ForStruct(setting.Schema)) } } };
        return info;
    }

    static string Types(Rule rule) => string.Join(", ", rule.Types.Select(type => $"'{type}'"));

    public static EnforcementLevel Of(Level level) => level switch
    {
        Level.Advisory => EnforcementLevel.Advisory,
        Level.Mandatory => EnforcementLevel.Mandatory,
        Level.Remediate => EnforcementLevel.Remediate,
        Level.Disabled => EnforcementLevel.Disabled,
    };

    static PolicySeverity Of(Severity severity) => severity switch
    {
        Severity.Low => PolicySeverity.Low,
        Severity.Medium => PolicySeverity.Medium,
        Severity.High => PolicySeverity.High,
        Severity.Critical => PolicySeverity.Critical,
    };
}

using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Views;

/// <summary>A stack's report as people read it.</summary>
internal static class StackLines
{
    private const int LongestWhy = 400;

    internal static string? Of(StackEvent happened) => happened switch
    {
        StackEvent.Resource { Operation: "same" or "read" or "refresh" } => null,
        // Made by the engine itself for resources that name no provider; no program declares it.
        StackEvent.Resource r when r.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal) && Violations.Name(r.Urn).StartsWith("default", StringComparison.Ordinal) => null,
        StackEvent.Resource { Progress: Progress.Done } r => $"  {r.Operation,-10} {r.Type}  {Violations.Name(r.Urn)}",
        StackEvent.Resource { Progress: Progress.Failed } r => $"  failed     {r.Operation} {r.Type}  {Violations.Name(r.Urn)}",
        StackEvent.Diagnostic { Severity: "warning" or "error" } d => $"  {d.Severity,-10} {(d.Urn.Length > 0 ? $"{Violations.Name(d.Urn)}: " : "")}{d.Message.Trim()}",
        StackEvent.Policy { Violation: { IsMandatory: true } violation } => $"  {Violations.Line(violation)}",
        _ => null,
    };

    internal static string Of(StackReport report, bool isPreview) => report.Result switch
    {
        StackResult.Succeeded when report.ChangeCount == 0 => $"{report.Stack}: no changes; {report.Resources} resources are as declared.",
        StackResult.Succeeded => $"{report.Stack}: {(isPreview ? "would " : "")}{string.Join(", ", report.Changes.Select(c => $"{c.Key} {c.Value}"))}.",
        StackResult.Violated => $"{report.Stack}: refused by policy; nothing was changed. {Short(report.Why)}",
        StackResult.Busy => $"{report.Stack}: somebody else updates it right now. {Short(report.Why)}",
        StackResult.Failed => $"{report.Stack}: failed. {Short(report.Why)}",
    };

    /// <summary>An engine may complain about each resource; the story on stderr has told all of it.</summary>
    private static string Short(string why) => why.Length <= LongestWhy ? why : $"{why[..LongestWhy].TrimEnd()}… (all of it is on stderr)";
}

using System.Collections.Immutable;

namespace Infra.Policies.Sdk.Reports;

/// <summary>All forms of a report.</summary>
internal static class Formats
{
    /// <summary>The file that results point at, as a resource has no line of its own.</summary>
    public const string File = "Pulumi.yaml";

    public static ImmutableSortedDictionary<string, Func<PolicyReport, string>> All { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, Func<PolicyReport, string>>
    {
        ["console"] = ConsoleReport.Of,
        ["github"] = GitHubAnnotations.Of,
        ["gitlab"] = GitLabReport.Of,
        ["html"] = HtmlReport.Of,
        ["json"] = JsonReport.Of,
        ["junit"] = JUnitReport.Of,
        ["markdown"] = MarkdownReport.Of,
        ["sarif"] = SarifReport.Of,
    });
}

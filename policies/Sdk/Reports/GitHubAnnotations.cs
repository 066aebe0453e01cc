namespace Infra.Policies.Sdk.Reports;

/// <summary>GitHub's workflow commands: an annotation for each finding.</summary>
internal static class GitHubAnnotations
{
    public static string Of(PolicyReport report) => string.Join('\n', report.Told.Select(entry =>
        $"::{(entry.Verdict switch { Verdict.Refused => "error", Verdict.Advised => "warning", _ => "notice" })} file={Formats.File},line=1,title={Property($"{entry.Rule.Name} on {entry.Name}")}::{Data(entry.Message)}"));

    // As GitHub reads them back: % first.
    static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

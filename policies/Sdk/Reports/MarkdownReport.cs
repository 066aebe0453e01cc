using System.Text;

namespace Infra.Policies.Sdk.Reports;

/// <summary>For a step summary or a comment.</summary>
internal static class MarkdownReport
{
    public static string Of(PolicyReport report)
    {
        var text = new StringBuilder().AppendLine($"### Policies on {Cell(report.Subject)}").AppendLine().AppendLine(report.Summary);
        if (report.Told.Any())
        {
            text.AppendLine().AppendLine("| | severity | rule | resource | finding |").AppendLine("|---|---|---|---|---|");
            foreach (var entry in report.Told)
                text.AppendLine($"| {ConsoleReport.Word(entry.Verdict)} | {ConsoleReport.Severity(entry.Rule)} | `{entry.Rule.Name}` | {Cell(entry.Name)} | {Cell(entry.Message)} |");
        }

        foreach (var unneeded in report.Unneeded) text.AppendLine().AppendLine(Cell(unneeded));
        return text.ToString().TrimEnd();
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

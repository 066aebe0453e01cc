using System.Net;
using System.Text;

namespace Infra.Policies.Sdk.Reports;

/// <summary>One page that needs nothing else: what was found, who answers for what is exempted, and which controls the rules support.</summary>
internal static class HtmlReport
{
    const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d1d9e0 }
        code { font-size: .9em } .refused { color: #b42318; font-weight: 600 } .advised { color: #9a6700 } .exempted, .not { color: #59636e } .kept { color: #1a7f37 }
        details { margin: .5rem 0 } summary { cursor: pointer }
        @media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 } th, td { border-color: #3d444d } .refused { color: #ff7b72 } .advised { color: #d29922 } .kept { color: #3fb950 } .exempted, .not { color: #9198a1 } }
        """;

    public static string Of(PolicyReport report)
    {
        var text = new StringBuilder().AppendLine("<!doctype html>").AppendLine($"<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Policies on {Html(report.Subject)}</title><style>{Style}</style></head><body>")
            .AppendLine($"<h1>Policies on {Html(report.Subject)}</h1><p>{Html(report.Summary)}</p><p>Pack {Html(report.Pack.Name)} {Html(report.Pack.Version)}, {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</p>");
        Findings(text, report);
        foreach (var unneeded in report.Unneeded) text.AppendLine($"<p>{Html(unneeded)}</p>");
        Controls(text, report);
        return text.Append("</body></html>").ToString();
    }

    static void Findings(StringBuilder text, PolicyReport report)
    {
        text.AppendLine("<h2>Findings</h2>");
        if (!report.Told.Any())
        {
            text.AppendLine("<p class=\"kept\">Every rule is kept.</p>");
            return;
        }

        text.AppendLine("<table><thead><tr><th>Verdict</th><th>Severity</th><th>Rule</th><th>Resource</th><th>Finding</th></tr></thead><tbody>");
        foreach (var entry in report.Told)
            text.AppendLine($"<tr><td class=\"{ConsoleReport.Word(entry.Verdict)}\">{ConsoleReport.Word(entry.Verdict)}</td><td>{ConsoleReport.Severity(entry.Rule)}</td><td><code>{Html(entry.Rule.Name)}</code></td><td title=\"{Html(entry.Urn)}\">{Html(entry.Name)}</td><td>{Html(entry.Message)}</td></tr>");
        text.AppendLine("</tbody></table>");
    }

    static void Controls(StringBuilder text, PolicyReport report)
    {
        var states = report.Entries.GroupBy(entry => entry.Rule).ToDictionary(entries => entries.Key, entries => entries.Min(entry => entry.Verdict));
        text.AppendLine($"<h2>Controls</h2><p>{Coverage.Disclaimer}</p>");
        foreach (var framework in Coverage.Of(report.Pack))
        {
            text.AppendLine($"<details><summary>{Html(framework.Framework)}: {framework.Controls.Length} controls</summary><table><tbody>");
            foreach (var (control, rules) in framework.Controls)
                text.AppendLine($"<tr><td>{Html(control)}</td><td>{string.Join("<br>", rules.Select(rule => $"<code>{Html(rule.Name)}</code> {(states.TryGetValue(rule, out var verdict) ? $"<span class=\"{ConsoleReport.Word(verdict)}\">{ConsoleReport.Word(verdict)}</span>" : "<span class=\"not\">not met here</span>")}"))}</td></tr>");
            text.AppendLine("</tbody></table></details>");
        }
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);
}

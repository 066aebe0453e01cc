using System.Net;
using System.Text;

namespace Infra.Policies.Sdk.Reports;

/// <summary>One page that needs nothing else: what was found, who answers for what is exempted, and which controls the rules support.</summary>
internal static class HtmlReport
{
    const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff; overflow-wrap: anywhere }
        table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 1rem 0 }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d1d9e0 } tbody th { font-weight: inherit }
        .verdict, .severity { width: 5rem } .rule, .resource { width: 18% } .control { width: 11rem }
        code { font-size: .9em } .refused { color: #b42318; font-weight: 600 } .advised { color: #9a6700 } .exempted, .not { color: #59636e } .kept { color: #1a7f37 }
        details { margin: .5rem 0 } summary { cursor: pointer }
        @media (max-width: 45rem) {
          .findings, .findings tbody, .findings tr, .findings tbody th, .findings td { display: block } .findings thead { position: absolute; clip-path: inset(50%) }
          .findings tr { padding: .6rem 0; border-bottom: 1px solid #d1d9e0 } .findings tbody th, .findings td { border: 0; padding: 0 .6rem 0 0 } .findings td:nth-child(-n+2) { display: inline-block } .findings td:nth-child(4) { font-weight: 600 }
          .control { width: 8rem }
        }
        @media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 } th, td, .findings tr { border-color: #3d444d } .refused { color: #ff7b72 } .advised { color: #d29922 } .kept { color: #3fb950 } .exempted, .not { color: #9198a1 } }
        """;

    public static string Of(PolicyReport report)
    {
        var text = new StringBuilder().AppendLine("<!doctype html>")
            .AppendLine($"<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>Policies on {Html(report.Subject)}</title><style>{Style}</style></head><body>")
            .AppendLine($"<header><h1>Policies on {Html(report.Subject)}</h1><p>{Html(report.Summary)}</p><p>Pack {Html(report.Pack.Name)} {Html(report.Pack.Version)}, {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</p></header><main>");
        Findings(text, report);
        foreach (var unneeded in report.Unneeded) text.AppendLine($"<p>{Html(unneeded)}</p>");
        Controls(text, report);
        return text.Append("</main></body></html>").ToString();
    }

    static void Findings(StringBuilder text, PolicyReport report)
    {
        text.AppendLine("<h2 id=\"findings\">Findings</h2>");
        if (!report.Told.Any())
        {
            text.AppendLine("<p class=\"kept\">Every rule is kept.</p>");
            return;
        }

        text.AppendLine("<table class=\"findings\" aria-labelledby=\"findings\"><thead><tr><th scope=\"col\" class=\"verdict\">Verdict</th><th scope=\"col\" class=\"severity\">Severity</th><th scope=\"col\" class=\"rule\">Rule</th><th scope=\"col\" class=\"resource\">Resource</th><th scope=\"col\">Finding</th></tr></thead><tbody>");
        foreach (var entry in report.Told)
            text.AppendLine($"<tr><td class=\"{ConsoleReport.Word(entry.Verdict)}\">{ConsoleReport.Word(entry.Verdict)}</td><td>{ConsoleReport.Severity(entry.Rule)}</td><th scope=\"row\"><code>{Html(entry.Rule.Name)}</code></th><td title=\"{Html(entry.Urn)}\">{Html(entry.Name)}</td><td>{Html(entry.Message)}</td></tr>");
        text.AppendLine("</tbody></table>");
    }

    static void Controls(StringBuilder text, PolicyReport report)
    {
        var states = report.Entries.GroupBy(entry => entry.Rule).ToDictionary(entries => entries.Key, entries => entries.Min(entry => entry.Verdict));
        text.AppendLine($"<h2>Controls</h2><p>{Coverage.Disclaimer}</p>");
        foreach (var framework in Coverage.Of(report.Pack))
        {
            text.AppendLine($"<details><summary>{Html(framework.Framework)}: {framework.Controls.Length} {(framework.Controls.Length == 1 ? "control" : "controls")}</summary><table aria-label=\"{Html(framework.Framework)}\"><thead><tr><th scope=\"col\" class=\"control\">Control</th><th scope=\"col\">Rules</th></tr></thead><tbody>");
            foreach (var (control, rules) in framework.Controls)
                text.AppendLine($"<tr><th scope=\"row\">{Html(control)}</th><td>{string.Join("<br>", rules.Select(rule => $"<code>{Html(rule.Name)}</code> {(states.TryGetValue(rule, out var verdict) ? $"<span class=\"{ConsoleReport.Word(verdict)}\">{ConsoleReport.Word(verdict)}</span>" : "<span class=\"not\">not met here</span>")}"))}</td></tr>");
            text.AppendLine("</tbody></table></details>");
        }
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);
}

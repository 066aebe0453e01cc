using System.Globalization;
using System.Net;
using System.Text;

namespace Infra.Cli.Demo.Report;

/// <summary>The demo's result as one page that needs nothing else: inline SVG, light and dark.</summary>
internal static class HtmlReport
{
    private const int Width = 960;
    private const int Height = 280;
    private const int ErrorHeight = 60;
    private const int Left = 48;
    private const int Top = 72;
    private const int LabelRows = 4;
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>A rollout, as measured</title>
        <style>
          :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2733; --faint: #8896a5; --bad: #d33a3a; --r0: #4c7fd0; --r1: #2f9e6e; --r2: #d9902f; --r3: #8a63c9 }
          @media (prefers-color-scheme: dark) { :root { --paper: #11171d; --ink: #dfe7ee; --faint: #6b7a89; --bad: #ff6b6b; --r0: #6b9bea; --r1: #4cc48f; --r2: #f0ae54; --r3: #ac8aea } }
          body { font: 15px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
          svg { width: 100%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: var(--ink) } .faint { fill: var(--faint) } .axis { stroke: var(--faint); stroke-width: 1 }
          table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--faint); vertical-align: top } .n { text-align: right; font-variant-numeric: tabular-nums }
          .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 1em }
        </style>

        """;

    internal static string Render(DemoResult result, Timeline timeline)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>A rollout, as measured</h1>\n<p>{result.Seconds:0.0} s at {Text(result.Router)}, under a steady load of which every request was recorded.</p>\n");
        page.Append("<p>Who answered:");
        foreach (var (at, release) in timeline.Releases.Index())
            page.Append(CultureInfo.InvariantCulture, $"<span class=\"key\" style=\"background: var(--r{at % 4})\"></span>{Text(release)}");
        page.Append("<span class=\"key\" style=\"background: var(--bad)\"></span>failed requests</p>\n");
        Chart(page, timeline);
        Table(page, result);
        foreach (var violation in result.Policy.Violations)
            page.Append(CultureInfo.InvariantCulture, $"<p>Policy <b>{Text(violation.Policy)}</b> ({Text(violation.Level)}): {Text(violation.Message)}</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>Preview with refresh after all this: {result.PreviewAfter.Changes} changes.</p>\n</html>\n");
        return page.ToString();
    }

    private static void Chart(StringBuilder page, Timeline timeline)
    {
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Left + Width + 16} {Top + Height + ErrorHeight + 48}\" role=\"img\" aria-label=\"Shares and errors over time\">\n");
        var step = timeline.Buckets.IsEmpty ? 0 : (double)Width / timeline.Buckets.Length;
        for (var release = 0; release < timeline.Releases.Length; release++)
            page.Append(CultureInfo.InvariantCulture, $"<path fill=\"var(--r{release % 4})\" d=\"{Band(timeline, release, step)}\"/>\n");
        foreach (var share in new[] { 0, 25, 50, 75, 100 })
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"faint\" x=\"{Left - 6}\" y=\"{Y(share / 100.0) + 4:0.#}\" text-anchor=\"end\">{share}%</text>\n");
        Errors(page, timeline, step);
        foreach (var (at, happened) in timeline.Events.Index())
        {
            var x = Left + happened.At / timeline.Length * Width;
            var isLate = x > Width * 0.85;
            page.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" stroke-dasharray=\"3 3\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top - 6}\" y2=\"{Top + Height}\"/><text x=\"{(isLate ? x - 3 : x + 3):0.#}\" y=\"{12 + at % LabelRows * 15}\" text-anchor=\"{(isLate ? "end" : "start")}\">{Text(happened.Says)}</text>\n");
        }

        for (var second = 0; second <= timeline.Length.TotalSeconds && !timeline.Buckets.IsEmpty; second += 5)
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"faint\" x=\"{Left + second / timeline.Length.TotalSeconds * Width:0.#}\" y=\"{Top + Height + ErrorHeight + 40}\" text-anchor=\"middle\">{second} s</text>\n");
        page.Append("</svg>\n");
    }

    /// <summary>The newest release stands at the bottom, so that a canary is seen to rise.</summary>
    private static string Band(Timeline timeline, int release, double step)
    {
        var (upper, lower) = (new StringBuilder(), new List<string>());
        foreach (var (at, bucket) in timeline.Buckets.Index())
        {
            var below = Enumerable.Range(release + 1, timeline.Releases.Length - release - 1).Sum(bucket.Share);
            var above = below + bucket.Share(release);
            var (from, to) = (Left + at * step, Left + (at + 1) * step);
            upper.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? 'M' : 'L')}{from:0.#} {Y(above):0.#}L{to:0.#} {Y(above):0.#}");
            lower.Add(string.Create(CultureInfo.InvariantCulture, $"L{to:0.#} {Y(below):0.#}L{from:0.#} {Y(below):0.#}"));
        }

        lower.Reverse();
        return upper.Append(string.Concat(lower)).Append(upper.Length > 0 ? "Z" : "").ToString();
    }

    private static void Errors(StringBuilder page, Timeline timeline, double step)
    {
        var most = Math.Max(1, timeline.Buckets.Select(b => b.Failed).DefaultIfEmpty().Max());
        var ground = Top + Height + ErrorHeight + 16;
        page.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{ground}\" y2=\"{ground}\"/><text class=\"faint\" x=\"{Left - 6}\" y=\"{ground}\" text-anchor=\"end\">fails</text>\n");
        foreach (var (at, bucket) in timeline.Buckets.Index())
        {
            if (bucket.Failed == 0)
                continue;
            var height = (double)ErrorHeight * bucket.Failed / most;
            page.Append(CultureInfo.InvariantCulture, $"<rect fill=\"var(--bad)\" x=\"{Left + at * step:0.#}\" y=\"{ground - height:0.#}\" width=\"{Math.Max(1, step - 1):0.#}\" height=\"{height:0.#}\"><title>{bucket.Failed} failed</title></rect>\n");
        }
    }

    private static void Table(StringBuilder page, DemoResult result)
    {
        page.Append("<table>\n<tr><th>release<th>outcome<th class=\"n\">requests<th class=\"n\">failed<th class=\"n\">by it<th class=\"n\">by the router<th class=\"n\">decided, ms<th class=\"n\">returned, ms<th>why\n");
        foreach (var r in result.Rollouts)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(r.Service)} {Text(r.Release)}<td>{Text(r.Outcome)}<td class=\"n\">{r.Requests}<td class=\"n\">{r.FailedRequests}<td class=\"n\">{r.CandidateRequests}<td class=\"n\">{r.RouterRequests}<td class=\"n\">{r.DetectedMs:0}<td class=\"n\">{r.TrafficReturnedMs:0}<td>{Text(r.Reason)}\n");
        page.Append("</table>\n");
    }

    private static double Y(double share) => Top + Height * (1 - share);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

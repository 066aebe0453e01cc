using System.Text.Json.Nodes;
using Infra.Policies.Rules;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Checking;
using Infra.Policies.Sdk.Exemptions;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Reports;
using Infra.Tests.Support;

namespace Infra.Tests.Policies;

/// <summary>The page of a report as a browser shows it, with all our rules, a resource whose name is markup, and one whose name has no place to break a line.</summary>
public sealed class HtmlReportTests
{
    const string Markup = "</td><script>document.title='taken'</script><img src=http://127.0.0.1:9/seen.png onerror=document.title='taken'>";

    static readonly string state = new JsonObject
    {
        ["version"] = 3,
        ["deployment"] = new JsonObject
        {
            ["resources"] = new JsonArray(
                Resource("aws:lb/targetGroup:TargetGroup", "web-blue", """{"port":80}"""),
                Resource("aws:cloudwatch/logGroup:LogGroup", Markup, """{"retentionInDays":3}"""),
                Resource("aws:s3/bucket:Bucket", $"archive{new string('x', 120)}", "{}")),
        },
    }.ToJsonString();

    // What a letter's colour is worth on its ground, by WCAG 2.2: the least of all texts that are shown.
    const string Contrast = """
        (() => {
          const light = colour => { const [r, g, b] = colour.match(/[\d.]+/g).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
          const ground = light(getComputedStyle(document.body).backgroundColor);
          const ratios = [...document.querySelectorAll('h1, h2, p, th, td, code, span, summary')].map(e => light(getComputedStyle(e).color)).map(c => (Math.max(c, ground) + .05) / (Math.min(c, ground) + .05));
          return Math.min(...ratios);
        })()
        """;

    [Fact]
    public async Task It_needs_nothing_from_elsewhere_and_tells_what_was_found_and_which_controls_that_touches()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TemporaryFolder();
        var report = await OpenAsync(browser, folder);

        var rows = await browser.EvaluateAsync("[...document.querySelectorAll('.findings tbody tr')].map(row => [...row.children].map(cell => cell.innerText).join(' | '))");
        var controls = await browser.EvaluateAsync("Object.fromEntries([...document.querySelectorAll('details')].map(framework => [framework.querySelector('summary').innerText, framework.querySelectorAll('tbody tr').length]))");

        Assert.Equal(report.Told.Select(entry => $"{ConsoleReport.Word(entry.Verdict)} | {ConsoleReport.Severity(entry.Rule)} | {entry.Rule.Name} | {entry.Name} | {entry.Message}"), rows!.AsArray().Select(row => (string?)row));
        Assert.Equal(Coverage.Of(report.Pack).Select(framework => KeyValuePair.Create($"{framework.Framework}: {framework.Controls.Length} controls", framework.Controls.Length)), controls!.AsObject().Select(framework => KeyValuePair.Create(framework.Key, (int)framework.Value!)));
        Assert.Contains(report.Told, entry => entry.Name == Markup);
        Assert.Equal("Policies on state.json", (string?)await browser.EvaluateAsync("document.title"));
        Assert.Empty(browser.Complaints);
        Assert.Equal([new Uri(Path.Combine(folder.Path, "report.html")).AbsoluteUri], browser.Requests);
    }

    [Fact]
    public async Task It_is_read_on_a_telephone_and_a_desk_by_day_and_by_night_and_aloud()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TemporaryFolder();
        var report = await OpenAsync(browser, folder);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(framework => framework.open = true)");

        foreach (var (width, scheme) in ((int, string)[])[(1200, "light"), (400, "light"), (400, "dark")])
        {
            await browser.WidthAsync(width);
            await browser.SchemeAsync(scheme);

            Assert.Equal(0, (int)(await browser.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"))!);
            Assert.InRange((double)(await browser.EvaluateAsync(Contrast))!, 4.5, 21);
            Assert.Equal(scheme == "dark", (bool)(await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'"))!);
        }

        // Even where rows are no longer laid out as a table.
        await browser.EvaluateAsync("document.querySelectorAll('details ~ details').forEach(framework => framework.open = false)");
        string[] aloud = ["banner ", "main ", "heading Policies on state.json", "table Findings", "columnheader Verdict", "columnheader Finding", "rowheader health-check-present", "cell web-blue", $"table {Coverage.Of(report.Pack)[0].Framework}", "columnheader Control"];
        Assert.Empty(aloud.Except(await browser.AccessibleAsync()));
    }

    static async Task<PolicyReport> OpenAsync(Browser browser, TemporaryFolder folder)
    {
        var report = await Checker.RunAsync(new Pack("infra", "1.0.0", "", AllRules.List), "state.json", ResourceFile.Read(folder.Write("state.json", state)), Configuration.None, ExemptionBook.Empty, new ManualTime());
        await browser.OpenAsync(folder.Write("report.html", HtmlReport.Of(report)));
        return report;
    }

    static JsonObject Resource(string type, string name, string inputs) => new()
    {
        ["urn"] = $"urn:pulumi:local.web.blue::infra::{type}::{name}",
        ["type"] = type,
        ["inputs"] = JsonNode.Parse(inputs),
    };
}

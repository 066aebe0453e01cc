using System.Diagnostics;
using System.Xml.Linq;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Checking;
using Infra.Policies.Sdk.Exemptions;
using Infra.Policies.Sdk.Reports;
using Infra.Tests.Support;

namespace Infra.Tests.Policies;

/// <summary>What a pack says of a file, in all forms of a report.</summary>
public sealed class ReportTests
{
    const string Exemptions = """
        - { rule: kept, resource: cache, owner: shop-team, reason: It can be made again., ticket: OPS-1, expires: 2026-12-31 }
        - { rule: kept, resource: nowhere, owner: shop-team, reason: Gone., expires: 2026-12-31 }
        """;

    static readonly Pack pack = new("test", "1.2.3", "For tests.",
    [
        Rule("kept", Level.Mandatory, Severity.Critical, (resource, report) =>
        {
            if (resource["kept"].Flag != true) report.Violation($"{resource} is <not> kept: 100%, {resource["password"].Text ?? "nothing"}.");
        }),
        Rule("named", Level.Advisory, Severity.Low, (resource, report) =>
        {
            if (resource["title"].IsMissing) report.Violation($"{resource} | has no title.");
        }),
        Rule("other", Level.Mandatory, Severity.High, (_, report) => report.NotApplicable("Nobody asks.")),
    ]);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static ResourceRule Rule(string name, Level level, Severity severity, Action<Resource, Report> check) => new()
    {
        Name = name,
        Demand = $"It is {name}.",
        Because = "Else it is lost.",
        Mend = "Mend it.",
        Level = level,
        Severity = severity,
        Types = ["t:index:T"],
        Controls = name == "kept" ? [new("SOC 2", "2017", "A1.2"), new("PCI DSS", "4.0", "3.1")] : [],
        Check = check,
    };

    const string State = """
        { "version": 3, "deployment": { "resources": [
          { "urn": "urn:pulumi:local.web::infra::t:index:T::db", "type": "t:index:T", "inputs": { "kept": false, "password": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\"hunter2\"" } } },
          { "urn": "urn:pulumi:local.web::infra::t:index:T::cache", "type": "t:index:T", "inputs": { "title": "a" } },
          { "urn": "urn:pulumi:local.web::infra::t:index:T::queue", "type": "t:index:T", "inputs": { "title": "a", "kept": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:x" } } },
          { "urn": "urn:pulumi:local.web::infra::t:index:T::old", "type": "t:index:T", "delete": true, "inputs": {} }
        ] } }
        """;

    static async Task<PolicyReport> ReportAsync()
    {
        using var folder = new TemporaryFolder();
        folder.Write("state.json", State);
        var time = new ManualTime(); // 2026-11-20
        return await Checker.RunAsync(pack, "state.json", ResourceFile.Read(Path.Combine(folder.Path, "state.json")), Infra.Policies.Sdk.Host.Configuration.None, new(ExemptionFile.Parse(Exemptions, "policy-exemptions.yaml", pack), time), time);
    }

    [Theory]
    [InlineData("console", "txt")]
    [InlineData("github", "txt")]
    [InlineData("gitlab", "json")]
    [InlineData("html", "html")]
    [InlineData("json", "json")]
    [InlineData("junit", "xml")]
    [InlineData("markdown", "md")]
    [InlineData("sarif", "json")]
    public async Task Every_form_tells_the_same_and_no_secret(string format, string extension)
    {
        var text = Formats.All[format](await ReportAsync());

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Golden.Matches($"policies/report-{format}.{extension}", text.ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public void Every_form_has_a_test() => Assert.Equal(["console", "github", "gitlab", "html", "json", "junit", "markdown", "sarif"], Formats.All.Keys);

    [Fact]
    public async Task JUnit_is_XML_whose_numbers_are_those_of_its_cases()
    {
        var suite = XDocument.Parse(JUnitReport.Of(await ReportAsync())).Descendants("testsuite").Single();

        Assert.Equal(suite.Elements("testcase").Count(), (int)suite.Attribute("tests")!);
        Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
        Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
    }

    [Fact]
    public async Task JSON_keeps_the_schema_that_promises_its_shape() =>
        await KeepsAsync(Path.Combine(Repository.Root, "policies", "report.schema.json"), JsonReport.Of(await ReportAsync()));

    [Fact]
    public async Task SARIF_keeps_its_official_schema()
    {
        var schema = Path.Combine(Repository.Root, "..", "shared", "data", "ecosystem", "sarif", "sarif-schema-2.1.0.json");
        Assert.SkipUnless(File.Exists(schema), $"{schema} is not here.");
        await KeepsAsync(schema, SarifReport.Of(await ReportAsync()));
    }

    static async Task KeepsAsync(string schema, string document)
    {
        var folder = Path.Combine(Repository.Root, "tests", "node");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", "ajv")), $"The schema checker is not installed: run `npm ci --prefix tests/node` ({folder} has no node_modules).");
        using var here = new TemporaryFolder();
        here.Write("document.json", document);
        using var node = Process.Start(new ProcessStartInfo("node", ["schema.js", schema, Path.Combine(here.Path, "document.json")]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (wrong, broke) = (node.StandardOutput.ReadToEndAsync(Ct), node.StandardError.ReadToEndAsync(Ct));
        await node.WaitForExitAsync(Ct);
        Assert.Equal((0, "", ""), (node.ExitCode, await wrong, await broke));
    }
}

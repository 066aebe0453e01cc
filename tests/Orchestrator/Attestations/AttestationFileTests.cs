using System.Text;
using Infra.Catalog;
using Infra.Orchestrator.Attestations;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Attestations;

/// <summary>What scanners and builders write, read for the facts that rules need.</summary>
public sealed class AttestationFileTests
{
    const string Statement = """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"web","digest":{"sha256":"a1"}}],"predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":{"externalParameters":{"workflow":{"repository":"https://github.com/acme/web"}},"resolvedDependencies":[{"uri":"git+https://github.com/acme/web@refs/heads/main"}]},"runDetails":{"builder":{"id":"https://builder.example"}}}}
        """;

    [Fact]
    public void Trivys_findings_are_counted_by_severity_but_for_those_that_do_not_concern_it()
    {
        var scan = One<Attestation.Scan>("""
            {
              "SchemaVersion": 2, "ArtifactName": "shop/web", "CreatedAt": "2026-11-20T12:00:00.123456789Z",
              "Metadata": { "RepoDigests": [ "ghcr.io/acme/web@sha256:a1", "ghcr.io/acme/other@sha256:a1" ] },
              "Results": [
                { "Vulnerabilities": [ { "Severity": "CRITICAL" }, { "Severity": "CRITICAL", "Status": "not_affected" }, { "Severity": "HIGH", "Status": "fixed" }, { "Severity": "UNKNOWN" } ] },
                { "Misconfigurations": [ { "Severity": "LOW", "Status": "FAIL" }, { "Severity": "HIGH", "Status": "PASS" } ] },
                { "Secrets": [ { "Severity": "MEDIUM" } ] },
                {}
              ]
            }
            """);

        Assert.Equal(("Trivy", 1, 1, 1, 1), (scan.Scanner, scan.Critical, scan.High, scan.Medium, scan.Low));
        Assert.Equal("sha256:a1", Assert.Single(scan.Subjects));
        Assert.Equal(Some.Noon, scan.At!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Sarif_is_counted_by_the_security_severity_of_its_rules_and_else_by_level()
    {
        var scan = One<Attestation.Scan>("""
            {
              "version": "2.1.0",
              "runs": [ {
                "tool": { "driver": { "name": "Grype", "rules": [ { "id": "a", "properties": { "security-severity": "9.8" } }, { "id": "b", "properties": { "security-severity": "7.0" } }, { "id": "c", "defaultConfiguration": { "level": "note" } } ] } },
                "invocations": [ { "executionSuccessful": true, "endTimeUtc": "2026-11-20T12:00:00Z" } ],
                "results": [
                  { "ruleId": "a" }, { "ruleIndex": 0, "suppressions": [ { "kind": "external", "status": "accepted" } ] }, { "ruleIndex": 0, "suppressions": [ { "kind": "external", "status": "rejected" } ] },
                  { "ruleId": "b", "level": "error" }, { "ruleId": "b", "kind": "pass" }, { "ruleId": "c" }, { "ruleId": "unknown" }, { "ruleId": "unknown", "level": "error" }, { "ruleId": "unknown", "level": "none" }
                ]
              } ]
            }
            """);

        Assert.Equal(("Grype", Some.Noon, 2, 2, 1, 1), (scan.Scanner, scan.At, scan.Critical, scan.High, scan.Medium, scan.Low));
        Assert.Empty(scan.Subjects);
    }

    [Fact]
    public void Provenance_is_read_bare_in_its_envelope_and_in_a_bundle()
    {
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(Statement));
        var envelope = $$"""{"payloadType":"application/vnd.in-toto+json","payload":"{{payload}}","signatures":[{"sig":""}]}""";

        var all = new[] { Statement, envelope, $$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{{envelope}}}""" }.Select(One<Attestation.Provenance>).ToList();

        Assert.All(all, provenance =>
        {
            Assert.Equal(("https://builder.example", "sha256:a1"), (provenance.Builder, Assert.Single(provenance.Subjects)));
            Assert.Equal(["git+https://github.com/acme/web@refs/heads/main", "https://github.com/acme/web"], provenance.Sources);
        });
    }

    [Fact]
    public void A_file_of_lines_says_several_things() =>
        Assert.Equal(2, AttestationFile.Read(new("p.intoto.jsonl", ""), $"{Statement.Trim()}\n\n{Statement.Trim()}\n", []).Length);

    [Fact]
    public async Task It_is_known_again_by_its_hash()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", Statement);

        var read = Assert.IsType<Attestation.Provenance>(Assert.Single(await AttestationFile.ReadAsync(Path.Combine(folder.Path, "p.json"), [], TestContext.Current.CancellationToken)));

        Assert.Equal(("p.json", 64), (read.File.Name, read.File.Sha256.Length));
    }

    [Theory]
    [InlineData("", "the input does not contain any JSON")]
    [InlineData("[]", "none of the known kinds")]
    [InlineData("{ \"a\": 1 }", "none of the known kinds")]
    [InlineData("{ \"SchemaVersion\": 3, \"ArtifactName\": \"web\" }", "Trivy's schema version is 3, and 2 is known")]
    [InlineData("{ \"version\": \"2.0.0\", \"runs\": [] }", "SARIF's version is \"2.0.0\", and 2.1.0 is known")]
    [InlineData("{ \"_type\": \"https://in-toto.io/Statement/v1\", \"predicateType\": \"https://spdx.dev/Document\" }", "it states https://spdx.dev/Document, and https://slsa.dev/provenance/v1 is known")]
    [InlineData("{ \"_type\": \"https://in-toto.io/Statement/v1\", \"predicateType\": \"https://slsa.dev/provenance/v1\" }", "it doesn't say who built what")]
    [InlineData("{ \"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"%\" }", "it is no report that could be read")]
    public void What_is_no_report_is_refused_with_what_it_should_be(string text, string sentence)
    {
        var problem = Assert.Single(Assert.Throws<BadInputException>(() => AttestationFile.Read(new("scan.json", ""), text, [])).Problems);

        Assert.StartsWith("--evidence scan.json: it is no report that could be read (", problem, StringComparison.Ordinal);
        Assert.Contains(sentence, problem, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("Give Trivy's JSON, SARIF 2.1.0, or an in-toto statement of SLSA provenance v1, bare or in its DSSE envelope or Sigstore bundle.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reports_of_real_tools_are_read()
    {
        Assert.SkipWhen(Repository.Shared is null, "The samples of other tools do not lie beside this checkout (../shared/data/ecosystem).");
        var samples = Path.Combine(Repository.Shared, "data/ecosystem");
        string Sample(string path) => File.ReadAllText(Path.Combine(samples, path));

        Assert.Equal((0, 0, 4, 0), Counts(One<Attestation.Scan>(Sample("trivy/alpine-310.json.golden"))));
        Assert.Equal((0, 0, 4, 0), Counts(One<Attestation.Scan>(Sample("trivy/alpine-310.sarif.golden"))));
        Assert.Equal("https://github.com/actions/runner/github-hosted", One<Attestation.Provenance>(Sample("slsa/provenance-v1-statement.json")).Builder);
    }

    static (int, int, int, int) Counts(Attestation.Scan scan) => (scan.Critical, scan.High, scan.Medium, scan.Low);

    static T One<T>(string text) => Assert.IsType<T>(Assert.Single(AttestationFile.Read(new("report.json", ""), text, [])));
}

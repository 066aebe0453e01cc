using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Exemptions;
using Infra.Policies.Sdk.Host;
using Infra.Rpc;
using Infra.Tests.Support;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>A rule that doesn't hold for some resources, for a while.</summary>
public sealed class ExemptionTests
{
    static readonly ResourceRule rule = new()
    {
        Name = "kept",
        Demand = "It is kept.",
        Because = "Else it is lost.",
        Mend = "Keep it.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        Types = ["t"],
        Check = (resource, report) =>
        {
            if (resource["kept"].Flag != true) report.Violation($"{resource} is not kept.");
        },
        Remedy = (resource, _) => Change.To(resource).Set("kept", true),
    };

    static readonly Pack pack = new("test", "1", "", [rule]);

    static Analyzer With(string exemptions)
    {
        using var project = new TemporaryFolder();
        project.Write("policy-exemptions.yaml", exemptions);
        var analyzer = Serving(pack, new ManualTime()); // 2026-11-20
        analyzer.Handshake(new() { RootDirectory = project.Path });
        return analyzer;
    }

    static string One(string expires = "2026-11-20", string resource = "web", string more = "") =>
        $"- {{ rule: kept, resource: \"{resource}\", owner: shop-team, reason: It can be made again., ticket: OPS-1, expires: {expires}{more} }}\n";

    [Fact]
    public void What_is_exempted_is_an_advice_that_says_who_answers_for_it_until_when_and_why()
    {
        var advice = Assert.Single(With(One()).Analyze(Some("t", new { })).Diagnostics);

        Assert.Equal((EnforcementLevel.Advisory, "kept"), (advice.EnforcementLevel, advice.PolicyName));
        Assert.StartsWith("Exempted by shop-team until 2026-11-20 (OPS-1): It can be made again. t 'web' is not kept.", advice.Message);
    }

    [Fact]
    public void An_exemption_that_has_expired_exempts_nothing_and_is_told()
    {
        var violation = Assert.Single(With(One(expires: "2026-11-19")).Analyze(Some("t", new { })).Diagnostics);

        Assert.Equal(EnforcementLevel.Mandatory, violation.EnforcementLevel);
        Assert.EndsWith("Its exemption by shop-team until 2026-11-19 (OPS-1) has expired: renew it, or mend what it was for.", violation.Message);
    }

    [Theory]
    [InlineData("web", "", true)]
    [InlineData("w*", "", true)]
    [InlineData("w?b", ", stage: local", true)]
    [InlineData("*::t::web", "", true)]
    [InlineData("urn:pulumi:local.web.*", "", true)]
    [InlineData("web", ", stage: prod", false)]
    [InlineData("we", "", false)]
    [InlineData("*::u::web", "", false)]
    public void It_covers_names_and_URNs_by_pattern_and_stage(string resource, string more, bool covers) =>
        Assert.Equal(covers ? EnforcementLevel.Advisory : EnforcementLevel.Mandatory, Assert.Single(With(One(resource: resource, more: more)).Analyze(Some("t", new { })).Diagnostics).EnforcementLevel);

    [Theory]
    [InlineData("test/kept", EnforcementLevel.Advisory)]
    [InlineData("others/kept", EnforcementLevel.Mandatory)]
    public void In_a_file_that_several_packs_read_it_holds_for_the_pack_that_it_names(string name, EnforcementLevel level) =>
        Assert.Equal(level, Assert.Single(With(One().Replace("rule: kept", $"rule: {name}", StringComparison.Ordinal)).Analyze(Some("t", new { })).Diagnostics).EnforcementLevel);

    [Fact]
    public void One_that_nobody_needs_is_told_when_the_stack_is_complete()
    {
        var analyzer = With(One() + One(resource: "other"));
        analyzer.Analyze(Some("t", new { kept = true }));

        var advice = Assert.Single(analyzer.Analyze(new AnalyzeStackRequest { Resources = { Member("t", "web", new { kept = true }) } }).Diagnostics);

        Assert.Equal(EnforcementLevel.Advisory, advice.EnforcementLevel);
        Assert.StartsWith("The exemption by shop-team until 2026-11-20 (OPS-1) is not needed: nothing that it covers here violates the rule.", advice.Message);
        Assert.EndsWith("policy-exemptions.yaml:1.", advice.Message);
    }

    [Theory]
    [InlineData("urn:pulumi:local.web.blue::infra::t::gone", true)]
    [InlineData("urn:pulumi:local.web.green::infra::t::gone", false)]
    [InlineData("urn:pulumi:local.web.*::infra::t::gone", false)]
    [InlineData("gone", false)]
    public void One_for_this_stack_alone_that_covers_nothing_in_it_is_told(string resource, bool told)
    {
        var answer = With(One(resource: resource)).Analyze(new AnalyzeStackRequest { Resources = { Member("t", "web", new { kept = true }) } });

        Assert.Equal(
            told ? [$"policy-exemptions.yaml:1: the exemption by shop-team until 2026-11-20 (OPS-1) covers nothing here: no resource is called {resource}."] : [],
            answer.Diagnostics.Where(advice => advice.EnforcementLevel == EnforcementLevel.Advisory).Select(advice => advice.Message));
    }

    [Fact]
    public void What_is_exempted_is_not_mended_either()
    {
        using var project = new TemporaryFolder();
        project.Write("policy-exemptions.yaml", One());
        var analyzer = Serving(new("test", "1", "", [rule with { Level = Level.Remediate }]), new ManualTime());

        Assert.Single(analyzer.Remediate(Some("t", new { })).Remediations);
        analyzer.Handshake(new() { RootDirectory = project.Path });
        Assert.Empty(analyzer.Remediate(Some("t", new { })).Remediations);
    }

    [Fact]
    public void A_file_that_can_not_be_used_closes_the_door_with_all_its_problems()
    {
        var refusal = Assert.Throws<RpcException>(() => With("""
            - { rule: keept, resource: web, owner: shop-team, reason: Why not., expires: 2026-11-20 }
            - { rule: kept, resource: web, owner: "", expires: soon, until: 2027-01-01 }
            - kept
            """));

        foreach (var problem in new[]
        {
            "policy-exemptions.yaml:1: the pack 'test' has no rule 'keept'; that of another pack is written PACK/keept.",
            "policy-exemptions.yaml:2: \"until\" is not known; known: rule, resource, owner, reason, expires, stage, ticket.",
            "policy-exemptions.yaml:2: owner is missing.",
            "policy-exemptions.yaml:2: reason is missing.",
            "policy-exemptions.yaml:2: expires is \"soon\", which is no date such as 2027-01-31.",
            "policy-exemptions.yaml:3: an exemption has rule, resource, owner, reason, expires.",
        })
            Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a list is expected", Assert.Throws<RpcException>(() => With("kept: web")).Message, StringComparison.Ordinal);
        Assert.Contains("this is no YAML", Assert.Throws<RpcException>(() => With("- { rule: ")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engine_is_told_nothing_else_by_a_pack_whose_exemptions_are_broken()
    {
        using var project = new TemporaryFolder();
        project.Write("policy-exemptions.yaml", "- kept");
        await using var process = await PackProcess.StartAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => process.CallAsync<AnalyzerHandshakeRequest, AnalyzerHandshakeResponse>("Handshake", new() { RootDirectory = project.Path }));

        Assert.Contains("policy-exemptions.yaml:1: an exemption has", refusal.Message, StringComparison.Ordinal);
    }
}

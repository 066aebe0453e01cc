using Infra.Policies.Sdk;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>A rule that mends what it finds, where the configuration lets it.</summary>
public sealed class RemedyTests
{
    static readonly ResourceRule imds = new()
    {
        Name = "imds",
        Demand = "Tokens are required.",
        Because = "Else anybody asks.",
        Mend = "Set httpTokens to required.",
        Level = Level.Remediate,
        Severity = Severity.High,
        Types = ["t"],
        Check = (resource, report) =>
        {
            if (resource["metadataOptions"]["httpTokens"].Text != "required") report.Violation($"{resource} requires no tokens.");
        },
        Remedy = (resource, _) => resource["metadataOptions"]["httpTokens"].Text == "required" ? null : Change.To(resource).Set("metadataOptions.httpTokens", "required"),
    };

    static RemediateResponse Mended(object inputs, params ResourceRule[] rules) => Serving(new Pack("test", "1", "", [.. rules])).Remediate(Some("t", inputs));

    [Fact]
    public void What_is_wrong_is_set_right_and_all_else_goes_on_as_it_came()
    {
        var remediation = Assert.Single(Mended(new { name = Unknown, password = Secret("hunter2"), metadataOptions = new { hops = 1 } }, imds).Remediations);

        Assert.Equal(("imds", "test", "Tokens are required."), (remediation.PolicyName, remediation.PolicyPackName, remediation.Description));
        Assert.Equal(Fields(new { name = Unknown, password = Secret("hunter2"), metadataOptions = new { hops = 1, httpTokens = "required" } }), remediation.Properties);
    }

    [Fact]
    public void What_is_right_is_left_alone() => Assert.Empty(Mended(new { metadataOptions = new { httpTokens = "required" } }, imds).Remediations);

    [Fact]
    public void Each_remedy_gets_what_the_one_before_it_left()
    {
        var second = imds with { Name = "second", Remedy = (resource, _) => Change.To(resource).Set("sawTokens", resource["metadataOptions"]["httpTokens"].Text!).Remove("old") };

        var last = Mended(new { old = 1 }, imds, second).Remediations[^1];

        Assert.Equal(Fields(new { metadataOptions = new { httpTokens = "required" }, sawTokens = "required" }), last.Properties);
    }

    [Fact]
    public void A_value_in_the_place_of_a_secret_is_a_secret_and_one_inside_a_secret_stays_inside()
    {
        var rule = imds with { Remedy = (resource, _) => Change.To(resource).Set("password", "long").Set("login.password", "longer") };

        var properties = Assert.Single(Mended(new { password = Secret("short"), login = Secret(new { user = "a" }) }, rule).Remediations).Properties;

        Assert.Equal(Fields(new { password = Secret("long"), login = Secret(new { user = "a", password = "longer" }) }), properties);
    }

    [Fact]
    public void What_is_not_known_yet_is_mended_by_the_update_and_a_broken_remedy_changes_nothing()
    {
        var waits = Assert.Single(Mended(new { metadataOptions = Unknown }, imds).Remediations);
        var broken = Assert.Single(Mended(new { x = Secret("hunter2") }, imds with { Remedy = (resource, _) => throw new InvalidOperationException(resource["x"].Text) }).Remediations);

        Assert.Contains("metadataOptions.httpTokens is not known yet", waits.Diagnostic);
        Assert.Null(waits.Properties);
        Assert.Contains("The remedy of the rule 'imds' itself failed on t 'web' (InvalidOperationException)", broken.Diagnostic);
        Assert.DoesNotContain("hunter2", broken.Diagnostic);
    }

    [Fact]
    public void Only_the_level_remediate_mends_and_what_is_left_is_refused()
    {
        var inputs = new { metadataOptions = new { hops = 1 } };

        Assert.Empty(Mended(inputs, imds with { Level = Level.Mandatory }).Remediations);
        Assert.Equal(EnforcementLevel.Mandatory, Assert.Single(Only(imds).Analyze(Some("t", inputs)).Diagnostics).EnforcementLevel);
    }

    [Fact]
    public void The_engine_hears_that_the_rule_can_mend() =>
        Assert.Equal(EnforcementLevel.Remediate, Assert.Single(Infra.Policies.Sdk.Host.Wire.Info(new("test", "1", "", [imds]), Infra.Policies.Sdk.Host.Configuration.None).Policies).EnforcementLevel);
}

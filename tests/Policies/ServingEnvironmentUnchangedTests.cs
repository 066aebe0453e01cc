using Infra.Policies.Rules.Delivery;
using Infra.Policies.Sdk.Testing;

namespace Infra.Tests.Policies;

public sealed class ServingEnvironmentUnchangedTests
{
    static readonly RuleTest rule = new(ServingEnvironmentUnchanged.Rule);

    [Fact]
    public void An_idle_environment_may_change() =>
        rule.Passes(new { serves = false, fingerprint = "new", servingFingerprint = "old" });

    [Fact]
    public void A_serving_environment_that_stays_as_it_is_passes() =>
        rule.Passes(new { serves = true, fingerprint = "same", servingFingerprint = "same" });

    [Fact]
    public void A_serving_environment_that_changes_is_refused_with_both_fingerprints() =>
        Assert.StartsWith("Environment 'web' serves users with fingerprint 0123456789ab… and would be changed to fedcba.",
            rule.Violates(new { serves = true, fingerprint = "fedcba", servingFingerprint = "0123456789abcdef" }));

    [Fact]
    public void One_that_does_not_say_whether_it_serves_is_refused() =>
        rule.Violates(new { fingerprint = "a", servingFingerprint = "a" });

    [Fact]
    public void One_that_serves_without_fingerprints_is_refused()
    {
        rule.Violates(new { serves = true, servingFingerprint = "a" });
        rule.Violates(new { serves = true, fingerprint = "a", servingFingerprint = "" });
    }

    [Fact]
    public void A_fingerprint_not_known_yet_is_no_proof() =>
        Assert.Contains("fingerprint is not known before the update", rule.Violates(new { serves = true, fingerprint = Given.Unknown, servingFingerprint = "a" }));
}

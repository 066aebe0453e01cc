using Infra.Policies.Rules.Delivery;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class ServingEnvironmentUnchangedTests
{
    const string Type = "infra:index:Environment";

    [Fact]
    public void An_idle_environment_may_change() =>
        Pass(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = false, fingerprint = "new", servingFingerprint = "old" }));

    [Fact]
    public void A_serving_environment_that_stays_as_it_is_passes() =>
        Pass(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = true, fingerprint = "same", servingFingerprint = "same" }));

    [Fact]
    public void A_serving_environment_that_changes_is_refused_with_both_fingerprints() =>
        Assert.Equal("Environment 'web' serves users with fingerprint 0123456789ab… and would be changed to fedcba.",
            Violates(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = true, fingerprint = "fedcba", servingFingerprint = "0123456789abcdef" })));

    [Fact]
    public void One_that_does_not_say_whether_it_serves_is_refused() =>
        Violates(ServingEnvironmentUnchanged.Rule, Some(Type, new { fingerprint = "a", servingFingerprint = "a" }));

    [Fact]
    public void One_that_serves_without_fingerprints_is_refused()
    {
        Violates(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = true, servingFingerprint = "a" }));
        Violates(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = true, fingerprint = "a", servingFingerprint = "" }));
    }

    [Fact]
    public void A_fingerprint_not_known_yet_is_no_proof() =>
        Assert.Contains("fingerprint is not known before the update", Violates(ServingEnvironmentUnchanged.Rule, Some(Type, new { serves = true, fingerprint = Unknown, servingFingerprint = "a" })));
}

using Infra.Policies.Rules.Delivery;
using Infra.Policies.Sdk.Testing;

namespace Infra.Tests.Policies;

public sealed class TargetGroupRulesTests
{
    static readonly RuleTest healthCheck = new(HealthCheckPresent.Rule), delay = new(DeregistrationDelay.Rule);

    [Fact]
    public void A_health_check_on_a_path_passes() => healthCheck.Passes(new { healthCheck = new { path = "/healthz" } });

    [Fact]
    public void A_path_not_known_yet_is_judged_by_the_update() => healthCheck.Unknown(new { healthCheck = new { enabled = true, path = Given.Unknown } });

    [Fact]
    public void No_health_check_of_its_own_is_refused()
    {
        Assert.Contains("declares no health check", healthCheck.Violates(new { port = 8080 }));
        Assert.Contains("switched off", healthCheck.Violates(new { healthCheck = new { enabled = false, path = "/healthz" } }));
        Assert.Contains("without a path", healthCheck.Violates(new { healthCheck = new { interval = 10 } }));
        Assert.Contains("on 'healthz', which is no path", healthCheck.Violates(new { healthCheck = new { path = "healthz" } }));
    }

    [Fact]
    public void A_deregistration_delay_that_is_set_passes() => delay.Passes(Given.Resource("aws:alb/targetGroup:TargetGroup", "web", new { deregistrationDelay = 20 }));

    [Fact]
    public void A_deregistration_delay_that_is_missing_or_nothing_is_refused()
    {
        Assert.StartsWith("TargetGroup 'web' sets no deregistration delay.", delay.Violates(new { port = 8080 }));
        Assert.Contains("of 0 s", delay.Violates(new { deregistrationDelay = 0 }));
        Assert.Contains("'4000'", delay.Violates(new { deregistrationDelay = 4000 }));
    }
}

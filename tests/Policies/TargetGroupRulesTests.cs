using Infra.Policies.Rules.Delivery;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class TargetGroupRulesTests
{
    const string Type = "aws:lb/targetGroup:TargetGroup";

    [Fact]
    public void A_health_check_on_a_path_passes() =>
        Pass(HealthCheckPresent.Rule, Some(Type, new { healthCheck = new { path = "/healthz" } }));

    [Fact]
    public void A_path_not_known_yet_is_judged_by_the_update() =>
        Defers(HealthCheckPresent.Rule, Some(Type, new { healthCheck = new { enabled = true, path = Unknown } }));

    [Fact]
    public void No_health_check_of_its_own_is_refused()
    {
        Assert.Contains("declares no health check", Violates(HealthCheckPresent.Rule, Some(Type, new { port = 8080 })));
        Assert.Contains("switched off", Violates(HealthCheckPresent.Rule, Some(Type, new { healthCheck = new { enabled = false, path = "/healthz" } })));
        Assert.Contains("without a path", Violates(HealthCheckPresent.Rule, Some(Type, new { healthCheck = new { interval = 10 } })));
        Assert.Contains("on 'healthz', which is no path", Violates(HealthCheckPresent.Rule, Some(Type, new { healthCheck = new { path = "healthz" } })));
    }

    [Fact]
    public void A_deregistration_delay_that_is_set_passes() =>
        Pass(DeregistrationDelay.Rule, Some("aws:alb/targetGroup:TargetGroup", new { deregistrationDelay = 20 }));

    [Fact]
    public void A_deregistration_delay_that_is_missing_or_nothing_is_refused()
    {
        Assert.Equal("TargetGroup 'web' sets no deregistration delay.", Violates(DeregistrationDelay.Rule, Some(Type, new { port = 8080 })));
        Assert.Contains("of 0 s", Violates(DeregistrationDelay.Rule, Some(Type, new { deregistrationDelay = 0 })));
        Assert.Contains("'4000'", Violates(DeregistrationDelay.Rule, Some(Type, new { deregistrationDelay = 4000 })));
    }
}

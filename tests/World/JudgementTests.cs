using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;

namespace Infra.Tests.World;

public sealed class JudgementTests
{
    static readonly CheckResult Pass = new(true, ""), Fail = new(false, "It answered 503, not 200.");

    [Theory]
    [InlineData("/products/*", "/products/tea", true)]
    [InlineData("/products/*", "/product", false)]
    [InlineData("*.example.?om", "shop.example.com", true)]
    [InlineData("*.example.?om", "example.com", false)]
    [InlineData("*a*b", "xxaxxaxb", true)]
    [InlineData("*a*b", "xxaxxaxc", false)]
    [InlineData("", "", true)]
    public void A_pattern_matches_the_whole_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.Matches(pattern, text, ignoreCase: false));

    [Fact]
    public void Case_counts_only_where_it_is_asked_to()
    {
        Assert.True(Wildcard.Matches("Web-*", "wEB-green", ignoreCase: true));
        Assert.False(Wildcard.Matches("Web-*", "wEB-green", ignoreCase: false));
    }

    [Theory]
    [InlineData("200", 200, true)]
    [InlineData("200,204", 204, true)]
    [InlineData("200-299", 302, false)]
    [InlineData("200-299, 302", 302, true)]
    public void A_matcher_reads_as_the_balancer_writes_it(string text, int status, bool matches)
    {
        Assert.True(StatusMatcher.TryParse(text, out var matcher));
        Assert.Equal(matches, matcher.Matches(status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2xx")]
    [InlineData("299-200")]
    [InlineData("200-250-299")]
    [InlineData("42")]
    public void Anything_else_is_no_matcher(string text) => Assert.False(StatusMatcher.TryParse(text, out _));

    [Fact]
    public void A_target_is_healthy_after_as_many_passes_as_the_threshold_says_and_not_before()
    {
        var check = Some.Group("blue").HealthCheck with { HealthyThreshold = 2, UnhealthyThreshold = 2 };

        Assert.Equal(TargetState.Initial, After(check, Pass).State);
        Assert.Equal(TargetState.Initial, After(check, Pass, Fail, Pass).State);
        Assert.Equal(TargetState.Healthy, After(check, Pass, Pass).State);
        Assert.Equal(TargetState.Healthy, After(check, Pass, Pass, Fail).State);
    }

    [Fact]
    public void An_unhealthy_target_says_why_until_it_has_passed_often_enough()
    {
        var check = Some.Group("blue").HealthCheck with { HealthyThreshold = 2, UnhealthyThreshold = 2 };

        Assert.Equal((TargetState.Unhealthy, Fail.Reason), Both(After(check, Pass, Pass, Fail, Fail)));
        Assert.Equal((TargetState.Unhealthy, Fail.Reason), Both(After(check, Fail, Fail, Pass)));
        Assert.Equal((TargetState.Healthy, ""), Both(After(check, Fail, Fail, Pass, Pass)));
    }

    [Fact]
    public void An_image_is_found_by_digest_and_by_tag_and_by_nothing_else()
    {
        ImageStatus[] images = [new("shop/web", "sha256:1", ["latest"], 1), new("shop/api", "sha256:1", [], 1)];

        Assert.Equal("shop/api", ImageReference.Find(images, "shop/api@sha256:1")?.Repository);
        Assert.Equal("sha256:1", ImageReference.Find(images, "shop/web:latest")?.Digest);
        Assert.Null(ImageReference.Find(images, "shop/api:latest"));
        Assert.Null(ImageReference.Find(images, "shop/web"));
        Assert.Null(ImageReference.Find(images, "shop/web@sha256:2"));
    }

    [Fact]
    public void Shares_come_out_as_their_weights_say()
    {
        var chance = new Chance(new Random(7));
        var metrics = new Metrics();
        var route = new Route(null, [new Share(90, "blue", [], metrics.Of(1, "blue")), new Share(0, "idle", [], metrics.Of(1, "idle")), new Share(10, "green", [], metrics.Of(1, "green"))]);

        var chosen = Enumerable.Range(0, 20_000).Select(_ => route.Choose(chance)?.Name ?? "nobody").CountBy(name => name).ToDictionary();

        Assert.Equal(["blue", "green"], chosen.Keys.Order());
        Assert.InRange(chosen["green"], 1_800, 2_200);
    }

    static TargetHealth After(HealthCheck check, params CheckResult[] results) =>
        results.Aggregate(TargetHealth.Unknown, (health, result) => health.After(result, check));

    static (TargetState, string) Both(TargetHealth health) => (health.State, health.Reason);
}

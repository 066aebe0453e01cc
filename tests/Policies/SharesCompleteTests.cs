using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class SharesCompleteTests
{
    static AnalyzeRequest Traffic(double blue, double green, string blueRelease = "v1", string greenRelease = "v2", string serving = "blue") => Some("infra:index:Traffic",
        new { blueAttached = blueRelease != "none", blueWeight = blue, greenAttached = greenRelease != "none", greenWeight = green, blueRelease, greenRelease, serving });

    static AnalyzeRequest Rule(params double[] weights) => Some("aws:lb/listenerRule:ListenerRule", new
    {
        actions = new[] { new { type = "forward", forward = new { targetGroups = weights.Select(weight => new { arn = Unknown, weight }) } } },
    });

    [Fact]
    public void Shares_that_make_100_pass()
    {
        Pass(SharesComplete.Rule, Traffic(95, 5));
        Pass(SharesComplete.Rule, Traffic(100, 0, greenRelease: "none"));
        Pass(SharesComplete.Rule, Rule(95, 5));
        Pass(SharesComplete.Rule, Rule(100));
    }

    [Fact]
    public void Before_the_first_release_nobody_has_a_share() =>
        Pass(SharesComplete.Rule, Traffic(0, 0, "none", "none", "none"));

    [Fact]
    public void A_fixed_response_passes() =>
        Pass(SharesComplete.Rule, Some("aws:lb/listenerRule:ListenerRule", new { actions = new[] { new { type = "fixed-response", fixedResponse = new { statusCode = "503" } } } }));

    [Theory]
    [InlineData(90, 5, "90 % and green 5 %, 95 % in all")]
    [InlineData(100, 100, "200 % in all")]
    [InlineData(0, 0, "0 % in all")]
    public void Shares_that_do_not_make_100_are_refused(double blue, double green, string what) =>
        Assert.Contains(what, Violates(SharesComplete.Rule, Traffic(blue, green)));

    [Fact]
    public void A_share_for_a_side_without_a_release_is_refused() =>
        Assert.Equal("Traffic 'web' gives green 5 % of the traffic, and green has no release.", Violates(SharesComplete.Rule, Traffic(95, 5, greenRelease: "none")));

    [Fact]
    public void A_share_for_a_detached_side_is_refused() =>
        Assert.Contains("green is detached", Violates(SharesComplete.Rule, Some("infra:index:Traffic",
            new { blueAttached = true, blueWeight = 95, blueRelease = "v1", greenAttached = false, greenWeight = 5, greenRelease = "v2", serving = "blue" })));

    [Fact]
    public void Nobody_serves_while_no_side_is_attached() =>
        Assert.Contains("green serves users, and no side is attached", Assert.Single(Only(SharesComplete.Rule).Analyze(Traffic(0, 0, "none", "none", "green")).Diagnostics,
            violation => violation.Message.Contains("attached", StringComparison.Ordinal)).Message);

    [Fact]
    public void A_side_without_a_release_does_not_serve() =>
        Assert.Contains("green serves users, and green has no release", Violates(SharesComplete.Rule, Traffic(100, 0, greenRelease: "none", serving: "green")));

    [Theory]
    [InlineData(99.5, 0.5, "blue 99.5 %")]
    [InlineData(105, -5, "green -5 %")]
    public void A_share_that_is_no_whole_percentage_is_refused(double blue, double green, string what) =>
        Assert.Contains(Only(SharesComplete.Rule).Analyze(Traffic(blue, green)).Diagnostics, violation => violation.Message.Contains($"gives {what}, which is no whole percentage", StringComparison.Ordinal));

    [Fact]
    public void A_listener_rule_is_held_to_the_same()
    {
        Assert.Equal("ListenerRule 'web' forwards with weights 90 + 5 = 95, not 100.", Violates(SharesComplete.Rule, Rule(90, 5)));
        Assert.Contains("3 target groups", Violates(SharesComplete.Rule, Rule(50, 25, 25)));
    }

    [Fact]
    public void Shares_not_known_yet_are_judged_by_the_update() =>
        Defers(SharesComplete.Rule, Some("aws:lb/listenerRule:ListenerRule", new { actions = Unknown }));
}

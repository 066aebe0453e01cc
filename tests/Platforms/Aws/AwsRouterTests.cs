using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Platforms;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

public sealed class AwsRouterTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stickiness_is_kept_while_both_sides_have_users_and_switched_off_when_one_gets_all()
    {
        await using var stand = await AwsStand.StartAsync();
        var rule = FakeRule.Forward((stand.Route.BlueTargets, 100), (stand.Route.GreenTargets, 0));
        rule.Element("ForwardConfig")?.Element("TargetGroupStickinessConfig")?.ReplaceNodes(new XElement("Enabled", "true"), new XElement("DurationSeconds", "300"));
        stand.Aws.Rules[stand.Route.Rule] = [rule];

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(75, 25), () => Task.CompletedTask, Ct);
        var shared = Sticky(stand);
        await stand.Router.SetAsync(stand.Route, Scenario.Shares(100, 0), () => Task.CompletedTask, Ct);

        Assert.Equal(("true300", "false300"), (shared, Sticky(stand)));
    }

    static string Sticky(AwsStand stand) => stand.Aws.Rules[stand.Route.Rule].Single().Descendants("TargetGroupStickinessConfig").Single().Value;

    [Fact]
    public async Task Copies_are_refused_and_nothing_is_set()
    {
        await using var stand = await AwsStand.StartAsync();
        var before = await stand.Router.ReadAsync(stand.Route, Ct);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(50, 50) with { Mirror = new(Colour.Green, Weight.Percent(10)) }, () => Task.CompletedTask, Ct));

        Assert.Equal("Of web in local 10% would be mirrored to green, and a load balancer can't mirror. Nothing was set.", refusal.Message);
        Assert.Equal(before, await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task An_answer_for_nobody_is_kept_as_the_stack_says_it()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Rules[stand.Route.Rule] = [new("member", new XElement("Type", "fixed-response"), new XElement("FixedResponseConfig", new XElement("MessageBody", "web has no release in prod yet."), new XElement("StatusCode", "503"), new XElement("ContentType", "text/plain")))];

        await stand.Router.SetAsync(stand.Route, Shares.Nobody, () => Task.CompletedTask, Ct);

        Assert.Equal("web has no release in prod yet.", stand.Aws.Rules[stand.Route.Rule].Single().Descendants("MessageBody").Single().Value);
        Assert.Equal(Shares.Nobody, await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task A_rule_that_signs_users_in_is_not_set_as_that_would_be_lost()
    {
        await using var stand = await AwsStand.StartAsync();
        var forward = FakeRule.Forward((stand.Route.BlueTargets, 100), (stand.Route.GreenTargets, 0));
        stand.Aws.Rules[stand.Route.Rule] = [new("member", new XElement("Type", "authenticate-oidc"), new XElement("Order", "1")), forward];

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), () => Task.CompletedTask, Ct));

        Assert.Contains("authenticate-oidc", refusal.Message);
        Assert.DoesNotContain("ModifyRule", stand.Aws.Asked);
    }

    [Fact]
    public async Task A_rule_that_signs_users_in_is_read_all_the_same()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Rules[stand.Route.Rule] = [new("member", new XElement("Type", "authenticate-oidc"), new XElement("Order", "1")), FakeRule.Forward((stand.Route.BlueTargets, 90), (stand.Route.GreenTargets, 10))];

        Assert.Equal(Scenario.Shares(90, 10), await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task A_rule_in_the_older_form_with_one_group_gives_it_everything()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Rules[stand.Route.Rule] = [new("member", new XElement("Type", "forward"), new XElement("TargetGroupArn", stand.Route.BlueTargets))];

        Assert.Equal(Scenario.Only(Infra.Catalog.Colour.Blue), await stand.Router.ReadAsync(stand.Route, Ct));
    }
}

using Infra.Catalog;
using Pulumi;

namespace Infra.Tests.Stacks;

public sealed class TrafficStackTests
{
    const string Rule = "aws:lb/listenerRule:ListenerRule";

    static readonly TrafficSplit canary = TrafficSplit.Nobody with
    {
        Serving = Colour.Blue,
        Blue = new(true, Weight.Percent(95)),
        Green = new(true, Weight.Percent(5)),
        JournalHead = "abc",
    };

    [Fact]
    public async Task Before_the_first_release_users_are_told_so()
    {
        var traffic = await StackRun.OfAsync("local.web.traffic", Given.Catalog, Given.Stacks());

        Assert.Equal(("fixed-response", "503"), (traffic.One(Rule).Text("actions.0.type"), traffic.One(Rule).Text("actions.0.fixedResponse.statusCode")));
        Assert.Equal("web has no release in local yet.", traffic.One(Rule).Text("actions.0.fixedResponse.messageBody"));
        Assert.Equal(("none", "", ""), (traffic.Outputs["serving"], traffic.Outputs["servingFingerprint"], traffic.Outputs["blueTargets"]));
    }

    [Fact]
    public async Task Both_attached_sides_get_their_shares()
    {
        var rule = (await RunAsync(canary)).One(Rule);

        Assert.Equal(("arn:production", "forward", 200d), (rule.Text("listenerArn"), rule.Text("actions.0.type"), rule.At("priority")));
        Assert.Equal(("arn:blue", 95d), (rule.Text("actions.0.forward.targetGroups.0.arn"), rule.At("actions.0.forward.targetGroups.0.weight")));
        Assert.Equal(("arn:green", 5d), (rule.Text("actions.0.forward.targetGroups.1.arn"), rule.At("actions.0.forward.targetGroups.1.weight")));
        Assert.Equal("/*", rule.Text("conditions.0.pathPattern.values.0"));
    }

    [Fact]
    public async Task A_plain_run_keeps_the_shares_of_the_last_update()
    {
        var outputs = (await RunAsync(canary)).Outputs;

        Assert.Equal(canary.ToJson(), outputs[StackOutputs.Traffic.Split]);
        Assert.Equal(("blue", "f-blue", "abc"), (outputs["serving"], outputs["servingFingerprint"], outputs["journalHead"]));
        Assert.Equal(Given.Release("v2").ToJson(), outputs["greenRelease"]);
    }

    [Fact]
    public async Task Policies_can_judge_shares_against_releases()
    {
        var component = (await RunAsync(canary)).One("infra:index:Traffic");

        Assert.Equal(("blue", 95d, "v1", true), (component.Text("serving"), component.At("blueWeight"), component.Text("blueRelease"), component.At("blueAttached")));
        Assert.Equal(("f-blue", 5d, "v2", true), (component.Text("servingFingerprint"), component.At("greenWeight"), component.Text("greenRelease"), component.At("greenAttached")));
    }

    [Fact]
    public async Task A_detached_side_is_not_even_asked()
    {
        var traffic = await RunAsync(canary with { Blue = new(true, Weight.All), Green = SideShare.Detached });

        Assert.DoesNotContain("organization/infra/local.web.green", traffic.Read);
        Assert.Equal(("arn:blue", null), (traffic.One(Rule).Text("actions.0.forward.targetGroups.0.arn"), traffic.One(Rule).At("actions.0.forward.targetGroups.1")));
        Assert.Equal(("none", ""), (traffic.Outputs["greenRelease"], traffic.Outputs["greenTargets"]));
    }

    [Fact]
    public async Task A_side_that_runs_nothing_gets_no_traffic() =>
        Assert.Contains("local.web.traffic: green would get 5% of the traffic, and local.web.green runs nothing.", await Refusal(canary, green: Release.None), StringComparison.Ordinal);

    [Fact]
    public async Task A_side_that_is_not_in_the_rule_does_not_serve() =>
        Assert.Contains("local.web.traffic: blue is said to serve users, and is not attached.",
            await Refusal(canary with { Blue = SideShare.Detached, Green = new(true, Weight.All) }), StringComparison.Ordinal);

    [Fact]
    public async Task A_load_balancer_sends_no_copies() =>
        Assert.Contains("local.web.traffic: 10% would be mirrored to green, and a load balancer can't mirror. Leave the mirror out.", await Refusal(canary with { Mirror = new(Colour.Green, Weight.Percent(10)) }), StringComparison.Ordinal);

    [Theory]
    [InlineData(95, true)]
    [InlineData(100, false)]
    public async Task Users_stay_with_their_side_while_both_have_some(int blue, bool sticky)
    {
        var split = canary with { Blue = new(true, Weight.Percent(blue)), Green = new(true, Weight.Percent(100 - blue)) };
        var rule = (await RunAsync(split, catalog: Given.Catalog.Replace("env: { GREETING: hello }", "stickiness: 1h", StringComparison.Ordinal))).One(Rule);

        Assert.Equal((sticky, 3600d), (rule.At("actions.0.forward.stickiness.enabled"), rule.At("actions.0.forward.stickiness.duration")));
        Assert.Null((await RunAsync(split)).One(Rule).At("actions.0.forward.stickiness"));
    }

    [Fact]
    public async Task The_logs_of_a_service_outlive_its_sides()
    {
        var group = (await RunAsync(canary)).One("aws:cloudwatch/logGroup:LogGroup");

        Assert.Equal(("/shop/local/web", 30d), (group.Text("name"), group.At("retentionInDays")));
    }

    static Task<StackRun> RunAsync(TrafficSplit split, Release? green = null, string catalog = Given.Catalog) => StackRun.OfAsync("local.web.traffic", catalog, Given.Stacks(
        ("local.web.traffic", Given.Traffic("blue", "f-blue", split.ToJson())),
        ("local.web.blue", Given.Environment(Given.Release(), "f-blue", "arn:blue")),
        ("local.web.green", Given.Environment(green ?? Given.Release("v2"), "f-green", "arn:green"))));

    static async Task<string> Refusal(TrafficSplit split, Release? green = null) => (await Assert.ThrowsAsync<RunException>(() => RunAsync(split, green))).Message;
}

using System.Collections.Immutable;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Tests.World;

public sealed class CheckTests
{
    /// <summary>A listener on 8080 whose rule "web" forwards to group "blue"; group "spare", which nobody uses; one image.</summary>
    static readonly Desired Now = new()
    {
        TargetGroups = new Desired().TargetGroups.Add("blue", Some.Group("blue")).Add("spare", Some.Group("spare")),
        Listeners = new Desired().Listeners.Add("production", Some.Listener(8080)),
        Rules = new Desired().Rules.Add("web", Some.Rule(("blue", 1))),
        Workloads = new Desired().Workloads.Add("blue", Some.Workload("blue", "shop/web@sha256:1")),
        Images = [new ImageStatus("shop/web", "sha256:1", ["latest"], 1)],
    };

    [Fact]
    public void What_is_right_is_not_refused()
    {
        Assert.Empty(Check.Put(Now, Some.Group("blue")));
        Assert.Empty(Check.Put(Now, Some.Listener(8080)));
        Assert.Empty(Check.Put(Now, Some.Rule(("blue", 1_000_000), ("spare", 0))));
        Assert.Empty(Check.Put(Now, Some.Workload("blue", "shop/web:latest")));
        Assert.Empty(Check.DeleteTargetGroup(Now, "spare"));
    }

    [Fact]
    public void All_problems_of_a_rule_are_told_at_once() => Told(Check.Put(Now, Some.Rule(("gone", 1_000_001)) with { Priority = 0, Conditions = [] }),
        "Rule web: priority 0 is not within 1 and 50000.",
        "Rule web has no condition; what takes every request is the listener's default.",
        "Rule web: no target group gone. Known: blue, spare.",
        "Rule web: weight 1000001 of gone is not within 0 and 1000000.");

    [Fact]
    public void A_priority_is_taken_once() => Told(Check.Put(Now, Some.Rule(("blue", 1)) with { Id = "other" }),
        "Rule other: priority 100 on listener production is in use by rule web.");

    [Fact]
    public void A_rule_needs_its_listener() => Told(Check.Put(Now, Some.Rule(("blue", 1)) with { ListenerId = "test" }),
        "Rule web: no listener test. Known: production.");

    [Fact]
    public void A_port_is_taken_once() => Told(Check.Put(Now, Some.Listener(8080) with { Id = "test" }),
        "Listener test: port 8080 is in use by listener production of this world; choose another port.");

    [Fact]
    public void A_port_is_a_port() => Told(Check.Put(Now, Some.Listener(70000)),
        "Listener production: port 70000 is not within 1 and 65535.");

    [Fact]
    public void An_action_does_one_thing() => Told(Check.Put(Now, Some.Listener(8080) with { Default = new RuleAction() }),
        "Listener production: an action either forwards to target groups or has a fixed response; this one has neither.");

    [Fact]
    public void A_target_group_in_use_stays() => Told(Check.DeleteTargetGroup(Now, "blue"),
        "Target group blue is in use by rule web; let that go first.",
        "Target group blue is in use by workload blue; let that go first.");

    [Fact]
    public void A_listener_with_rules_stays() => Told(Check.DeleteListener(Now, "production"),
        "Listener production is in use by rule web; delete that first.");

    [Fact]
    public void A_workload_needs_an_image_and_a_target_group_that_a_listener_knows() => Told(Check.Put(Now, Some.Workload("spare", "shop/web@sha256:2")),
        "Workload spare: no image shop/web@sha256:2. Known: shop/web@sha256:1.",
        "Workload spare: no listener or rule forwards to target group spare (spare), so its health can't be checked; add the listener's default or a rule first.");

    [Fact]
    public void A_group_needs_a_health_check_that_can_be_done() => Told(
        Check.Put(Now, Some.Group("blue") with { HealthCheck = Some.Group("blue").HealthCheck with { Matcher = "2xx", Path = "healthz", HealthyThreshold = 0 } }),
        "Target group blue: health check path 'healthz' must begin with '/'.",
        "Target group blue: health check thresholds 0 and 2 must be 1 or more.",
        "Target group blue: health check matcher '2xx' is not a list of status codes such as '200', '200,204' or '200-299'.");

    static void Told(IEnumerable<string> problems, params string[] sentences) => Assert.Equal(sentences, problems);
}

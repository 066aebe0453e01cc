using System.Text.Json;
using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class DrainsBeforeStopTests
{
    static AnalyzerResource Group(object delay, object? arn = null) =>
        Member("aws:lb/targetGroup:TargetGroup", "web-blue", new { arn = arn ?? Unknown, deregistrationDelay = delay });

    static AnalyzerResource Definition(params object[] containers) =>
        Member("aws:ecs/taskDefinition:TaskDefinition", "web", new { arn = "arn:aws:ecs:task/web:1", containerDefinitions = JsonSerializer.Serialize(containers) });

    static AnalyzerResource Service(AnalyzerResource group, AnalyzerResource task) => Member("aws:ecs/service:Service", "web",
        new { taskDefinition = Unknown, loadBalancers = new[] { new { targetGroupArn = Unknown, containerName = "web" } } }, ("loadBalancers", group), ("taskDefinition", task));

    static AnalyzerResource[] Stack(double delay, params object[] containers)
    {
        var (group, task) = (Group(delay), Definition(containers));
        return [group, task, Service(group, task)];
    }

    [Fact]
    public void A_delay_shorter_than_the_stop_time_out_passes() =>
        Pass(DrainsBeforeStop.Rule, Stack(20, new { name = "web", stopTimeout = 30 }));

    [Fact]
    public void A_delay_as_long_as_the_stop_time_out_is_refused_at_the_target_group()
    {
        var (what, urn) = Violates(DrainsBeforeStop.Rule, Stack(30, new { name = "web", stopTimeout = 30 }));

        Assert.Equal("TargetGroup 'web-blue' drains for 30 s, and Container 'web' of TaskDefinition 'web' is killed 30 s after it is told to stop.", what);
        Assert.EndsWith("::web-blue", urn);
    }

    [Fact]
    public void A_container_that_does_not_say_is_killed_after_the_30_seconds_of_ECS() =>
        Violates(DrainsBeforeStop.Rule, Stack(45, new { name = "web" }));

    [Fact]
    public void A_container_that_no_balancer_reaches_may_stop_sooner() =>
        Pass(DrainsBeforeStop.Rule, Stack(20, new { name = "web", stopTimeout = 30 }, new { name = "log-router", stopTimeout = 5 }));

    [Fact]
    public void Resources_that_name_each_other_by_arn_are_joined_too()
    {
        var service = Member("aws:ecs/service:Service", "web", new { taskDefinition = "arn:aws:ecs:task/web:1", loadBalancers = new[] { new { targetGroupArn = "arn:tg", containerName = "web" } } });

        Violates(DrainsBeforeStop.Rule, Group(60, "arn:tg"), Definition(new { name = "web" }), service);
    }

    [Fact]
    public void A_stack_without_a_service_is_not_judged()
    {
        var answer = Only(DrainsBeforeStop.Rule).Analyze(new AnalyzeStackRequest { Resources = { Group(60) } });

        Assert.Equal("The stack has no resource of the types 'aws:ecs/service:Service'", Assert.Single(answer.NotApplicable).Reason);
    }
}

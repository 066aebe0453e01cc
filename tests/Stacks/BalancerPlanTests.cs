using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Aws;

namespace Infra.Tests.Stacks;

public sealed class BalancerPlanTests
{
    static readonly ImmutableSortedDictionary<string, int> nobody = ImmutableSortedDictionary<string, int>.Empty;

    [Fact]
    public void Another_balancer_comes_before_AWS_would_refuse_a_target_group()
    {
        var places = BalancerPlan.Of(Services(100), nobody);

        Assert.Equal([45, 45, 10], places.Values.CountBy(number => number).OrderBy(count => count.Key).Select(count => count.Value));
    }

    [Fact]
    public void A_service_keeps_its_balancer_whatever_services_come_and_go()
    {
        var before = BalancerPlan.Of(Services(60), nobody);

        var after = BalancerPlan.Of([.. Services(60).Skip(20).Prepend("new")], before);

        Assert.All(Services(60).Skip(20), service => Assert.Equal(before[service], after[service]));
        Assert.Equal(1, after["new"]);
    }

    [Fact]
    public async Task A_stage_of_sixty_services_has_two_balancers_and_each_service_a_door_at_its_own()
    {
        var catalog = $$"""
            project: shop
            stages:
              local: { engine: sandbox, platform: aws-ecs }
              prod: { engine: pulumi, platform: aws-ecs, account: "111122223333", region: eu-west-1 }
            services:
            {{string.Join('\n', Services(60).Select(service => $"  {service}: {{ artefact: shop/{service}, port: 80, health: /, path: /{service}/* }}"))}}
            """;

        var network = await StackRun.OfAsync("local.network", catalog, Given.Stacks());

        Assert.Equal(["local", "local-2"], network.Of("aws:lb/loadBalancer:LoadBalancer").Select(balancer => balancer.Name).Order());
        var doors = Door.FromJson((string)network.Outputs[StackOutputs.Network.Doors]!);
        Assert.Equal(("arn:local-production", "arn:local-2-production"), (doors["s00"].ProductionListener, doors["s59"].ProductionListener));
        Assert.Equal([8080d, 8081d, 8180d, 8181d], Ports(network)); // one machine
        Assert.Equal([80d, 80d, 8081d, 8081d], Ports(await StackRun.OfAsync("prod.network", catalog, Given.Stacks())));
    }

    static IEnumerable<object?> Ports(StackRun network) => network.Of("aws:lb/listener:Listener").Select(listener => listener.At("port")).Order();

    static ImmutableArray<string> Services(int count) => [.. Enumerable.Range(0, count).Select(number => $"s{number:00}")];
}

using Infra.Catalog;

namespace Infra.Tests.Stacks;

public sealed class NetworkStackTests
{
    const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    [Fact]
    public async Task Each_zone_has_a_public_and_a_private_subnet_with_a_gateway_of_its_own()
    {
        var network = await RunAsync();

        Assert.Equal(
            ["private-eu-west-1a eu-west-1a 10.0.0.0/19", "private-eu-west-1b eu-west-1b 10.0.32.0/19", "public-eu-west-1a eu-west-1a 10.0.128.0/19", "public-eu-west-1b eu-west-1b 10.0.160.0/19"],
            network.Of("aws:ec2/subnet:Subnet").Select(subnet => $"{subnet.Name} {subnet.Text("availabilityZone")} {subnet.Text("cidrBlock")}").Order());
        Assert.Equal(["id-public-eu-west-1a", "id-public-eu-west-1b"], network.Of("aws:ec2/natGateway:NatGateway").Select(gateway => gateway.Text("subnetId")).Order());
        Assert.Equal("id-eu-west-1b", network.One("aws:ec2/route:Route", "private-eu-west-1b").Text("natGatewayId"));
    }

    [Fact]
    public async Task The_world_reaches_the_production_port_and_nothing_else()
    {
        var world = (await RunAsync()).Of(Rule).Where(rule => rule.Text("cidrIpv4") == "0.0.0.0/0");

        var only = Assert.Single(world);
        Assert.Equal((8080d, 8080d, "id-local-balancer"), (only.At("fromPort"), only.At("toPort"), only.Text("securityGroupId")));
    }

    [Fact]
    public async Task Tasks_hear_from_the_balancer_alone()
    {
        var rule = Assert.Single((await RunAsync()).Of(Rule), rule => rule.Text("securityGroupId") == "id-local-tasks");

        Assert.Equal("id-local-balancer", rule.Text("referencedSecurityGroupId"));
        Assert.Null(rule.Text("cidrIpv4"));
    }

    [Fact]
    public async Task The_listeners_have_the_ports_of_the_stage_and_answer_404_by_themselves()
    {
        var listeners = (await RunAsync()).Of("aws:lb/listener:Listener").ToList();

        Assert.Equal([8080d, 8081d], listeners.Select(listener => listener.At("port")).Order());
        Assert.All(listeners, listener => Assert.Equal("404", listener.Text("defaultActions.0.fixedResponse.statusCode")));
    }

    [Fact]
    public async Task The_cluster_runs_on_Fargate_and_is_observed()
    {
        var network = await RunAsync();

        Assert.Equal(("containerInsights", "enabled"), (network.One("aws:ecs/cluster:Cluster").Text("settings.0.name"), network.One("aws:ecs/cluster:Cluster").Text("settings.0.value")));
        Assert.Equal("FARGATE", network.One("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").Text("capacityProviders.0"));
    }

    [Fact]
    public async Task The_provider_touches_no_account_but_the_stages_and_tags_all_it_makes()
    {
        var provider = (await RunAsync("prod.network")).One("pulumi:providers:aws");

        Assert.Equal("111122223333", Assert.Single(provider.Json("allowedAccountIds").EnumerateArray()).GetString());
        Assert.Equal("arn:aws:iam::111122223333:role/deploy", provider.Json("assumeRoles")[0].GetProperty("roleArn").GetString());
        var tags = provider.Json("defaultTags").GetProperty("tags");
        Assert.Equal(("shop", "prod", "shop"), (tags.GetProperty("project").GetString(), tags.GetProperty("stage").GetString(), tags.GetProperty("owner").GetString()));
    }

    [Fact]
    public async Task It_publishes_what_the_other_stacks_read()
    {
        var outputs = (await RunAsync()).Outputs;

        var door = new Door { ProductionListener = "arn:local-production", TestListener = "arn:local-test", ProductionUrl = "http://127.0.0.1:8080", TestUrl = "http://127.0.0.1:8081" };
        Assert.Equal([KeyValuePair.Create("api", door), KeyValuePair.Create("web", door)], Door.FromJson((string)outputs[StackOutputs.Network.Doors]!));
        Assert.Equal(7, outputs.Count);
    }

    static Task<StackRun> RunAsync(string stack = "local.network") => StackRun.OfAsync(stack, Given.Catalog, Given.Stacks());
}

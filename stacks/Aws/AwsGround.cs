using System.Collections.Immutable;
using System.Text.Json;
using Infra.Catalog;
using Infra.Stacks.Environment;
using Infra.Stacks.Platforms;
using Infra.Stacks.Traffic;
using Pulumi;

namespace Infra.Stacks.Aws;

/// <summary>A VPC, and as many balancers as the services need.</summary>
internal sealed class AwsGround : IGround
{
    const int SandboxStep = 100;

    public static AwsGround Instance { get; } = new();

    AwsGround()
    {
    }

    public async Task<NetworkParts> DeclareAsync(ServiceCatalog catalog, Stage stage, ImmutableArray<Service> services, LastOutputs last)
    {
        var before = await last.TextAsync(StackOutputs.Network.Balancers);
        var places = BalancerPlan.Of([.. services.Select(service => service.Name)], BalancerPlan.FromJson(before));
        var network = new AwsNetwork(stage.Name, new()
        {
            Cidr = Cidr.Parse(stage.VpcCidr),
            Zones = stage.Zones,
            Balancers = places.Values.Distinct().ToImmutableSortedDictionary(number => number, number => EntryOf(stage, number)),
        }, new() { Provider = Provider(stage, Tags.Of(catalog, stage)) });

        var doors = Output.All(network.Balancers.Select(balancer => balancer.Value.Door.Apply(door => (balancer.Key, Door: door))))
            .Apply(all => all.ToDictionary(one => one.Key, one => one.Door))
            .Apply(byNumber => places.ToImmutableSortedDictionary(place => place.Key, place => byNumber[place.Value], StringComparer.Ordinal));
        return new(doors, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, object?>[]
        {
            new(StackOutputs.Network.VpcId, network.VpcId),
            new(StackOutputs.Network.PrivateSubnetIds, network.PrivateSubnetIds),
            new(StackOutputs.Network.ClusterArn, network.ClusterArn),
            new(StackOutputs.Network.ClusterName, network.ClusterName),
            new(StackOutputs.Network.ServiceSecurityGroupId, network.ServiceSecurityGroupId),
            new(StackOutputs.Network.Balancers, JsonSerializer.Serialize(places)),
        }));
    }

    /// <summary>Balancers have addresses of their own, but for a sandbox's: those are all on one machine.</summary>
    static Entry EntryOf(Stage stage, int number) => new()
    {
        Listen = stage.Engine == EngineKind.Sandbox ? stage.Listen.Shifted((number - 1) * SandboxStep) : stage.Listen,
        Certificate = stage.Certificate,
        WebAcl = stage.WebAcl,
    };

    public Task<NetworkOutputs> ReadAsync(LastOutputs network) => AwsNetworkOutputs.ReadAsync(network);

    public ProviderResource Provider(Stage stage, ImmutableSortedDictionary<string, string> tags) => AwsProvider.Of(stage, tags);

    public Output<string> Route(TrafficSpec spec, ComponentResource parent) => AwsRule.Declare(spec, parent);
}

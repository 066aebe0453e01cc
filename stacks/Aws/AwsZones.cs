using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Infra.Stacks.Aws;

/// <summary>In each availability zone a public subnet for the balancer and a private one for tasks, with a way out that no other zone can break.</summary>
internal sealed class AwsZones : ComponentResource
{
    // A fixed grid of eight parts, so that a zone added later moves no subnet.
    const int Bits = 3;
    const int MostZones = 4;

    public AwsZones(string name, AwsZonesArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:Zones", name, args, options)
    {
        if (args.Zones.Length > MostZones) throw new BadInputException($"Stage {name} names {args.Zones.Length} zones; a network has room for {MostZones}.");
        var child = new CustomResourceOptions { Parent = this };
        var internet = new InternetGateway(name, new() { VpcId = args.VpcId }, child);
        var toInternet = new RouteTable($"{name}-public", new() { VpcId = args.VpcId, Tags = { ["Name"] = $"{name}-public" } }, child);
        _ = new Route($"{name}-public", new() { RouteTableId = toInternet.Id, DestinationCidrBlock = "0.0.0.0/0", GatewayId = internet.Id }, child);

        var publicSubnets = args.Zones.Select((zone, i) => Public(zone, args.Cidr.Part(Bits, MostZones + i))).ToList();
        var privateSubnets = args.Zones.Select((zone, i) => Private(zone, args.Cidr.Part(Bits, i), publicSubnets[i])).ToList();
        PublicSubnetIds = Output.All(publicSubnets.Select(subnet => subnet.Id));
        PrivateSubnetIds = Output.All(privateSubnets.Select(subnet => subnet.Id));
        RegisterOutputs();

        Subnet Public(string zone, Cidr range)
        {
            var subnet = Subnet($"public-{zone}", zone, range);
            _ = new RouteTableAssociation($"public-{zone}", new() { SubnetId = subnet.Id, RouteTableId = toInternet.Id }, child);
            return subnet;
        }

        Subnet Private(string zone, Cidr range, Subnet door)
        {
            var subnet = Subnet($"private-{zone}", zone, range);
            var address = new Eip(zone, new() { Domain = "vpc", Tags = { ["Name"] = $"{name}-{zone}" } }, child);
            var gateway = new NatGateway(zone, new() { AllocationId = address.Id, SubnetId = door.Id, Tags = { ["Name"] = $"{name}-{zone}" } },
                new() { Parent = this, DependsOn = { internet } });
            var outwards = new RouteTable($"private-{zone}", new() { VpcId = args.VpcId, Tags = { ["Name"] = $"{name}-private-{zone}" } }, child);
            _ = new Route($"private-{zone}", new() { RouteTableId = outwards.Id, DestinationCidrBlock = "0.0.0.0/0", NatGatewayId = gateway.Id }, child);
            _ = new RouteTableAssociation($"private-{zone}", new() { SubnetId = subnet.Id, RouteTableId = outwards.Id }, child);
            return subnet;
        }

        Subnet Subnet(string label, string zone, Cidr range) => new(label, new()
        {
            VpcId = args.VpcId,
            AvailabilityZone = zone,
            CidrBlock = range.ToString(),
            Tags = { ["Name"] = $"{name}-{label}" },
        }, child);
    }

    public Output<ImmutableArray<string>> PublicSubnetIds { get; }
    public Output<ImmutableArray<string>> PrivateSubnetIds { get; }
}

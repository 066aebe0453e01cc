using Pulumi;

namespace Infra.Stacks.Traffic;

/// <summary>The share that each side of a service gets, on whatever ground.</summary>
internal sealed class ServiceTraffic : ComponentResource
{
    public ServiceTraffic(string name, ServiceTrafficArgs args, ComponentResourceOptions? options = null)
        : base("infra:index:Traffic", name, args, options)
    {
        Rule = args.Ground.Route(args.Spec, this);
        RegisterOutputs();
    }

    public Output<string> Rule { get; }
}

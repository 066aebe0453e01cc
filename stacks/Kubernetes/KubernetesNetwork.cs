using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Stacks.Kubernetes;

/// <summary>A namespace where only restricted pods start and nobody hears from anybody unless told so, and its way in.</summary>
internal sealed class KubernetesNetwork : ComponentResource
{
    public KubernetesNetwork(string name, KubernetesNetworkArgs args, ComponentResourceOptions? options = null)
        : base("infra:kubernetes:Network", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var labels = Labels.Of(args.Tags);
        var restricted = new Dictionary<string, string>(labels)
        {
            ["pod-security.kubernetes.io/enforce"] = "restricted",
            ["pod-security.kubernetes.io/audit"] = "restricted",
            ["pod-security.kubernetes.io/warn"] = "restricted",
        };
        var space = new Namespace(name, new() { Metadata = new ObjectMetaArgs { Name = args.Cluster.Namespace, Labels = restricted } }, child);
        Namespace = space.Metadata.Apply(metadata => metadata.Name);
        ObjectMetaArgs Named(string called) => new() { Name = called, Namespace = Namespace, Labels = labels };

        _ = new NetworkPolicy($"{name}-default-deny", new()
        {
            Metadata = Named("default-deny"),
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        }, child);

        if (args.Cluster.GatewayClass is { } gatewayClass) Door = Edge(args, gatewayClass, Named(args.Gateway), child);
        RegisterOutputs();
    }

    public Output<string> Namespace { get; }

    /// <summary>Of all services; null where each comes in by a Service of its own.</summary>
    public Output<Door>? Door { get; }

    Output<Door> Edge(KubernetesNetworkArgs args, string gatewayClass, ObjectMetaArgs metadata, CustomResourceOptions child)
    {
        var listen = args.Cluster.Listen;
        var gateway = new Gateway(args.Gateway, new()
        {
            Metadata = metadata,
            Spec = new GatewaySpecArgs
            {
                GatewayClassName = gatewayClass,
                Listeners =
                {
                    new GatewayListenerArgs { Name = GatewayListeners.Production, Port = listen.Production, Protocol = "HTTP" },
                    new GatewayListenerArgs { Name = GatewayListeners.Test, Port = listen.Test, Protocol = "HTTP" },
                },
            },
        }, child);
        return Output.Tuple(Namespace, gateway.Address).Apply(known => new Door
        {
            ProductionListener = $"{known.Item1}/{args.Gateway}#{GatewayListeners.Production}",
            TestListener = $"{known.Item1}/{args.Gateway}#{GatewayListeners.Test}",
            ProductionUrl = $"http://{known.Item2}:{listen.Production}",
            TestUrl = $"http://{known.Item2}:{listen.Test}",
        });
    }
}

internal sealed class KubernetesNetworkArgs : ResourceArgs
{
    public required ClusterSpec Cluster { get; init; }

    /// <summary>What the Gateway is called.</summary>
    public required string Gateway { get; init; }
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
}

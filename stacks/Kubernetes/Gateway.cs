using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Infra.Stacks.Kubernetes;

/// <summary>A Gateway of the Gateway API, version 1, which no package has typed.</summary>
internal sealed class Gateway(string name, GatewayArgs args, CustomResourceOptions? options = null) : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options)
{
    [Output("status")]
    public Output<ImmutableDictionary<string, object>?> Status { get; private set; } = null!;

    /// <summary>Where it is reached: the first address that its controller gave it.</summary>
    /// <exception cref="Pulumi.RunException">It has none: no controller knows its class, or it is not done yet.</exception>
    public Output<string> Address => Output.Tuple(Status, Metadata).Apply(known => AddressIn(known.Item1)
        ?? throw new RunException($"The Gateway {known.Item2.Namespace}/{known.Item2.Name} has no address yet. Look at `kubectl describe gateway {known.Item2.Name} -n {known.Item2.Namespace}`: does a controller know its class? Then bring the network up again."));

    static string? AddressIn(ImmutableDictionary<string, object>? status) =>
        status?.GetValueOrDefault("addresses") is ImmutableArray<object> { Length: > 0 } addresses && addresses[0] is ImmutableDictionary<string, object> first ? first.GetValueOrDefault("value") as string : null;
}

internal static class GatewayListeners
{
    public const string Production = "production";
    public const string Test = "test";
}

internal sealed class GatewayArgs() : CustomResourceArgs("gateway.networking.k8s.io/v1", "Gateway")
{
    [Input("spec", required: true)]
    public required Input<GatewaySpecArgs> Spec { get; init; }
}

internal sealed class GatewaySpecArgs : ResourceArgs
{
    [Input("gatewayClassName", required: true)]
    public required Input<string> GatewayClassName { get; init; }

    [Input("listeners", required: true)]
    public InputList<GatewayListenerArgs> Listeners { get; init; } = [];
}

internal sealed class GatewayListenerArgs : ResourceArgs
{
    [Input("name", required: true)]
    public required Input<string> Name { get; init; }

    [Input("port", required: true)]
    public required Input<int> Port { get; init; }

    [Input("protocol", required: true)]
    public required Input<string> Protocol { get; init; }
}

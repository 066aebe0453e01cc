using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Kubernetes;

internal sealed record KubernetesNetworkOutputs : NetworkOutputs
{
    public required string Namespace { get; init; }

    /// <summary>Null where there is none.</summary>
    public required string? Gateway { get; init; }

    public static async Task<NetworkOutputs> ReadAsync(LastOutputs network) => new KubernetesNetworkOutputs
    {
        Namespace = await network.RequireAsync(StackOutputs.Network.Namespace),
        Gateway = await network.TextAsync(StackOutputs.Network.Gateway),
    };
}

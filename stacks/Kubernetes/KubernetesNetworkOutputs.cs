using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Kubernetes;

internal sealed record KubernetesNetworkOutputs : NetworkOutputs
{
    public required string Namespace { get; init; }
    public required string Gateway { get; init; }

    public static async Task<NetworkOutputs> ReadAsync(LastOutputs network) => new KubernetesNetworkOutputs
    {
        Namespace = await network.RequireAsync(StackOutputs.Network.Namespace),
        Gateway = await network.RequireAsync(StackOutputs.Network.Gateway),
    };
}

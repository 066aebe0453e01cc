using System.Collections.Concurrent;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What the simulated Kubernetes stands on.</summary>
/// <param name="World">The running world; started when first asked for.</param>
/// <param name="FindOutputs">Outputs of a resource of this deployment, by type and what they say.</param>
internal sealed record KubernetesHost(
    Cloud Cloud,
    TimeProvider Time,
    Func<CancellationToken, Task<WorldClient>> World,
    Func<string, Func<PropertyMap, bool>, PropertyMap?> FindOutputs)
{
    // Read when first asked for: most stacks have none of it.
    public PackageDefinition Package => Definitions.Package.Kubernetes;

    /// <summary>What this process knows of Secrets, by key: the cloud's list tells nothing of them.</summary>
    public ConcurrentDictionary<string, PropertyMap> Secrets { get; } = new(StringComparer.Ordinal);
}

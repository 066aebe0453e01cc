using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What the simulated Kubernetes stands on.</summary>
internal sealed record KubernetesHost(Cloud Cloud, TimeProvider Time)
{
    // Read when first asked for: most stacks have none of it.
    public PackageDefinition Package => Definitions.Package.Kubernetes;
}

using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>What the simulated AWS stands on.</summary>
/// <param name="World">The running world; started when first asked for.</param>
/// <param name="FindOutputs">Outputs of a resource of this deployment, by type and id or ARN.</param>
internal sealed record AwsHost(
    PackageDefinition Package,
    EngineOptions Options,
    Cloud Cloud,
    Func<CancellationToken, Task<WorldClient>> World,
    Func<string, string, PropertyMap?> FindOutputs);

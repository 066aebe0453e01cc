using Pulumi;

namespace Infra.Stacks.AwsEcs;

internal sealed class ScalingArgs : ResourceArgs
{
    public required string ClusterName { get; init; }
    public required Input<string> ServiceName { get; init; }
    public required int Replicas { get; init; }
}

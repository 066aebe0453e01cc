using Infra.Stacks.Environment;
using Pulumi;

namespace Infra.Stacks.AwsEcs;

internal sealed class TaskRolesArgs : ResourceArgs
{
    public required EnvironmentSpec Spec { get; init; }
}

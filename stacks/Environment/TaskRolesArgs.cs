using Pulumi;

namespace Infra.Stacks.Environment;

internal sealed class TaskRolesArgs : ResourceArgs
{
    public required EnvironmentSpec Spec { get; init; }
}

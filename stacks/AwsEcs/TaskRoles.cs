using Infra.Stacks.Aws;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Stacks.AwsEcs;

/// <summary>Two roles with nothing to spare: one that starts the tasks, and one that the tasks have themselves.</summary>
internal sealed class TaskRoles : ComponentResource
{
    public TaskRoles(string name, TaskRolesArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:TaskRoles", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var trust = Permissions.ForTasksOf(args.Spec.Account);
        var execution = new Role($"{name}-execution", new()
        {
            Description = $"Starts tasks of {args.Spec.Service} in {args.Spec.Stage}: image, secrets, logs",
            AssumeRolePolicy = trust,
        }, child);
        _ = new RolePolicy($"{name}-execution", new() { Role = execution.Name, Policy = Permissions.ToStart(args.Spec) }, child);
        var task = new Role($"{name}-task", new()
        {
            Description = $"What {args.Spec.Service} in {args.Spec.Stage} may do: nothing in AWS",
            AssumeRolePolicy = trust,
        }, child);
        ExecutionRoleArn = execution.Arn;
        TaskRoleArn = task.Arn;
        RegisterOutputs();
    }

    public Output<string> ExecutionRoleArn { get; }
    public Output<string> TaskRoleArn { get; }
}

using Infra.Stacks.Aws;
using Infra.Stacks.Environment;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Stacks.AwsAsg;

/// <summary>What an instance may do: write its logs, and read the secrets that it names.</summary>
internal sealed class InstanceRole : ComponentResource
{
    public InstanceRole(string name, InstanceRoleArgs args, ComponentResourceOptions? options = null)
        : base("infra:aws:InstanceRole", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var role = new Role($"{name}-instance", new()
        {
            Description = $"What instances of {args.Spec.Service} in {args.Spec.Stage} may do: logs, secrets",
            AssumeRolePolicy = Permissions.ForInstances(),
        }, child);
        _ = new RolePolicy($"{name}-instance", new() { Role = role.Name, Policy = Permissions.ToRunAlone(args.Spec) }, child);
        ProfileArn = new InstanceProfile(name, new() { Role = role.Name }, child).Arn;
        RegisterOutputs();
    }

    public Output<string> ProfileArn { get; }
}

internal sealed class InstanceRoleArgs : ResourceArgs
{
    public required EnvironmentSpec Spec { get; init; }
}

using Pulumi;

namespace Infra.Stacks.Environment;

/// <summary>A side that runs a release, on whatever platform.</summary>
internal sealed class ServiceEnvironment : ComponentResource
{
    public ServiceEnvironment(string name, ServiceEnvironmentArgs args, ComponentResourceOptions? options = null)
        : base("infra:index:Environment", name, args, options)
    {
        (Targets, Workload) = args.Platform.Declare(args.Spec, this);
        RegisterOutputs();
    }

    public Output<string> Targets { get; }
    public Output<string> Workload { get; }
}

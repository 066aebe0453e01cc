using Infra.Catalog;
using Infra.Stacks.Environment;
using Pulumi;

namespace Infra.Stacks.Platforms;

/// <summary>Something that runs releases. What is particular to it stands in its own folder.</summary>
internal interface IPlatform
{
    PlatformKind Kind { get; }

    IGround Ground { get; }

    /// <summary>Declares a side that runs, reached by its own door's test listener and by no user yet.</summary>
    Running Declare(EnvironmentSpec spec, ComponentResource parent);
}

/// <summary>A side as others name it.</summary>
/// <param name="Targets">What traffic is sent to.</param>
/// <param name="Workload">What runs.</param>
internal sealed record Running(Output<string> Targets, Output<string> Workload);

using Infra.Sandbox.World.Faults;
using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Keeping;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Workloads;

/// <summary>What replicas need of the world around them.</summary>
internal sealed record Surroundings
{
    public required WorldFolder Folder { get; init; }
    public required TimeProvider Time { get; init; }
    public required ImageStore Images { get; init; }
    public required TaskKeeper Keeper { get; init; }
    public required HealthProbe Probe { get; init; }
    public required WorldFaults Faults { get; init; }
    public required FreePorts Ports { get; init; }
    public required WorldLog Log { get; init; }
    public required Func<int> NextNumber { get; init; }
    public required Func<string, TargetGroup?> FindGroup { get; init; }
    public required Func<string, ImageStatus?> FindImage { get; init; }

    /// <summary>Makes the router read anew who is healthy. When it returns, the new table is in effect.</summary>
    public required Action Reroute { get; init; }
}

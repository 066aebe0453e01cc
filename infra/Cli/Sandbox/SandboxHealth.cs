using Infra.Catalog;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Route = Infra.Orchestrator.Traffic.Route;

namespace Infra.Cli.Sandbox;

/// <summary>A side's replicas, as the world's balancer sees them.</summary>
internal sealed class SandboxHealth(WorldClient world) : ITargetHealth
{
    public async Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct)
    {
        var arn = route.Targets(side);
        if (arn.Length == 0)
            return new(0, 0, $"{side.Title} of {route.Key} has no target group yet.");
        var status = await world.StatusAsync(ct);
        var workloads = status.Workloads.Where(w => w.Spec.TargetGroupIds.Contains(arn)).ToList();
        var targets = await world.HealthAsync(arn, ct);
        var healthy = targets.Count(t => t.State == TargetState.Healthy);
        var wanted = workloads.Sum(w => w.Spec.Replicas);
        return new(healthy, wanted, healthy >= wanted && wanted > 0 ? "" : Why(route, side, healthy, wanted, workloads, targets));
    }

    private static string Why(Route route, Colour side, int healthy, int wanted, List<WorkloadStatus> workloads, IEnumerable<Target> targets)
    {
        if (wanted == 0)
            return $"Nothing runs on {side.Word} of {route.Key}.";
        string[] reasons =
        [
            .. targets.Where(t => t.State is TargetState.Unhealthy or TargetState.Initial && t.Reason.Length > 0).Select(t => t.Reason),
            .. workloads.Select(w => w.LastFailure).OfType<string>(),
        ];
        var because = reasons.Distinct().FirstOrDefault();
        return $"{healthy} of {wanted} replicas of {side.Word} of {route.Key} are healthy{(because is null ? "." : $": {because}")}";
    }
}

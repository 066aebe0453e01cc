using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Keeps the world's target groups, and who stands in them, as a namespace's objects say, whichever of them came first.</summary>
internal sealed class Endpoints(Cluster cluster)
{
    /// <summary>Before anything that forwards to them.</summary>
    public async Task PutGroupsAsync(ClusterObjects objects, string space, CancellationToken ct)
    {
        var world = await cluster.WorldAsync(ct);
        var there = (await world.TargetGroupsAsync(cluster.Key($"{space}/"), ct)).ToDictionary(group => group.Id);
        foreach (var group in EndpointPlan.Groups(objects, space))
            if (there.GetValueOrDefault(group.Id) != group) await world.PutAsync(group, ct);
    }

    /// <summary>What runs moves to where it belongs now, and what nobody asks for any more goes.</summary>
    public async Task SettleAsync(ClusterObjects objects, string space, CancellationToken ct)
    {
        var world = await cluster.WorldAsync(ct);
        var moves = new List<(Workload From, Workload To)>();
        foreach (var deployment in objects.Of(Cluster.Deployments, space))
        {
            if (await world.FindWorkloadAsync(deployment.Key, ct) is not { Spec: var now }) continue;
            var to = now with { TargetGroupIds = EndpointPlan.Members(objects, deployment), Replicas = Autoscaling.Within(objects, deployment, now.Replicas) };
            if (to.Replicas != now.Replicas || !to.TargetGroupIds.SequenceEqual(now.TargetGroupIds)) moves.Add((now, to));
        }
        // Who comes, comes before who goes has gone: a name that changes hands has both for a moment, and never nobody.
        foreach (var (_, to) in moves.OrderByDescending(move => move.To.TargetGroupIds.Except(move.From.TargetGroupIds).Any(EndpointPlan.IsService))) await world.PutAsync(to, ct);

        var wanted = EndpointPlan.Groups(objects, space).Select(group => group.Id).ToHashSet();
        foreach (var group in await world.TargetGroupsAsync(cluster.Key($"{space}/"), ct))
            if (!wanted.Contains(group.Id)) await world.DeleteTargetGroupAsync(group.Id, ct);
    }
}

using System.Collections.Concurrent;
using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>A side's tasks or instances, as its target group sees them, against what its ECS service or Auto Scaling group should run.</summary>
internal sealed class AwsHealth(AwsClient aws, IStackOutputs stacks) : ITargetHealth
{
    private readonly AwsWorkloads _workloads = new(aws);

    /// <summary>By target group: another release is another group and another workload. Returning traffic waits for no stack.</summary>
    private readonly ConcurrentDictionary<string, string> _names = [];

    public async Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct)
    {
        var group = route.Targets(side);
        if (group.Length == 0)
            return new(0, 0, $"{side.Title} of {route.Key} has no target group yet.");
        if (await TargetsAsync(group, ct) is not { } targets)
            return new(0, 0, $"AWS knows no target group {group} any more.");
        var workload = await _workloads.FindAsync(await NameAsync(route, side, group, ct), ct);
        var healthy = targets.Count(target => target.Text("State") == "healthy");
        return new(healthy, workload.Wanted, healthy >= workload.Wanted && workload.Wanted > 0 ? "" : Why(route, side, healthy, workload, targets));
    }

    private async Task<List<XElement>?> TargetsAsync(string group, CancellationToken ct)
    {
        try
        {
            var answer = await aws.QueryAsync(AwsService.LoadBalancing, "DescribeTargetHealth", [new("TargetGroupArn", group)], ct);
            return [.. answer.Members("TargetHealthDescriptions").Select(target => target.At("TargetHealth"))];
        }
        catch (PlatformException e) when (e.Code == "TargetGroupNotFound")
        {
            return null;
        }
    }

    private async Task<string> NameAsync(Route route, Colour side, string group, CancellationToken ct)
    {
        if (_names.TryGetValue(group, out var known))
            return known;
        var environment = await stacks.OutputsAsync(route.Key.Environment(side), ct);
        var name = environment.GetValueOrDefault(StackOutputs.Environment.Workload, "");
        if (name.Length > 0 && environment.GetValueOrDefault(StackOutputs.Environment.Targets) == group)
            _names[group] = name;
        return name;
    }

    private static string Why(Route route, Colour side, int healthy, AwsWorkload workload, List<XElement> targets)
    {
        if (workload.Wanted == 0)
            return $"Nothing runs on {side.Word} of {route.Key}.";
        string[] reasons =
        [
            .. from target in targets
               where target.Text("State") is not ("healthy" or "draining" or "unhealthy.draining")
               select target.Text("Description") is { Length: > 0 } words ? words : target.Text("Reason"),
            .. workload.Failures,
        ];
        var because = reasons.FirstOrDefault(reason => reason.Length > 0);
        return $"{healthy} of {workload.Wanted} replicas of {side.Word} of {route.Key} are healthy{(because is null ? "." : $": {because.TrimEnd('.')}.")}";
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>A side's tasks, as its target group sees them, against what its ECS service should run.</summary>
internal sealed class AwsHealth(AwsClient aws, IStackOutputs stacks) : ITargetHealth
{
    /// <summary>By target group: another release is another group and another service. Returning traffic waits for no stack.</summary>
    private readonly ConcurrentDictionary<string, string> _services = [];

    public async Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct)
    {
        var group = route.Targets(side);
        if (group.Length == 0)
            return new(0, 0, $"{side.Title} of {route.Key} has no target group yet.");
        if (await TargetsAsync(group, ct) is not { } targets)
            return new(0, 0, $"AWS knows no target group {group} any more.");
        var service = await ServiceAsync(route, side, group, ct);
        var healthy = targets.Count(target => target.Text("State") == "healthy");
        var wanted = (int?)service?["desiredCount"] ?? 0;
        return new(healthy, wanted, healthy >= wanted && wanted > 0 ? "" : Why(route, side, healthy, wanted, service, targets));
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

    /// <returns>Null when there is none, or none any more.</returns>
    private async Task<JsonNode?> ServiceAsync(Route route, Colour side, string group, CancellationToken ct)
    {
        if (!_services.TryGetValue(group, out var arn))
        {
            var environment = await stacks.OutputsAsync(route.Key.Environment(side), ct);
            arn = environment.GetValueOrDefault(StackOutputs.Environment.Workload, "");
            if (arn.Length > 0 && environment.GetValueOrDefault(StackOutputs.Environment.Targets) == group)
                _services[group] = arn;
        }

        // arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/SERVICE
        if (arn.Split('/') is not [_, var cluster, _])
            return null;
        var answer = await aws.JsonAsync(AwsService.Ecs, aws.Scope.Region, "DescribeServices", new() { ["cluster"] = cluster, ["services"] = new JsonArray(arn) }, ct);
        return answer["services"]?.AsArray().FirstOrDefault(service => (string?)service?["status"] == "ACTIVE");
    }

    private static string Why(Route route, Colour side, int healthy, int wanted, JsonNode? service, List<XElement> targets)
    {
        if (wanted == 0)
            return $"Nothing runs on {side.Word} of {route.Key}.";
        string[] reasons =
        [
            .. from target in targets
               where target.Text("State") is not ("healthy" or "draining" or "unhealthy.draining")
               select target.Text("Description") is { Length: > 0 } words ? words : target.Text("Reason"),
            .. from deployment in service?["deployments"]?.AsArray() ?? []
               where (string?)deployment?["rolloutState"] == "FAILED"
               select (string?)deployment?["rolloutStateReason"],
        ];
        var because = reasons.FirstOrDefault(reason => !string.IsNullOrEmpty(reason));
        return $"{healthy} of {wanted} replicas of {side.Word} of {route.Key} are healthy{(because is null ? "." : $": {because.TrimEnd('.')}.")}";
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Aws;

/// <summary>What a side should run, and why it doesn't.</summary>
/// <param name="Failures">The newest first.</param>
internal sealed record AwsWorkload(int Wanted, ImmutableArray<string> Failures)
{
    internal static AwsWorkload None { get; } = new(0, []);
}

/// <summary>Finds ECS services and Auto Scaling groups by what stacks publish of them.</summary>
internal sealed class AwsWorkloads(AwsClient aws)
{
    /// <param name="name">The ARN of a service, <c>arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/SERVICE</c>, or the name of a group.</param>
    /// <returns><see cref="AwsWorkload.None"/> when there is none, or none any more.</returns>
    internal Task<AwsWorkload> FindAsync(string name, CancellationToken ct) =>
        name.Split('/') is [_, var cluster, _] ? ServiceAsync(cluster, name, ct)
        : name.Length > 0 ? GroupAsync(name, ct)
        : Task.FromResult(AwsWorkload.None);

    private async Task<AwsWorkload> ServiceAsync(string cluster, string arn, CancellationToken ct)
    {
        var answer = await aws.JsonAsync(AwsService.Ecs, aws.Scope.Region, "DescribeServices", new() { ["cluster"] = cluster, ["services"] = new JsonArray(arn) }, ct);
        return answer["services"]?.AsArray().FirstOrDefault(service => (string?)service?["status"] == "ACTIVE") is not { } active ? AwsWorkload.None : new(
            (int?)active["desiredCount"] ?? 0,
            [
                .. from deployment in active["deployments"]?.AsArray() ?? []
                   where (string?)deployment?["rolloutState"] == "FAILED"
                   select (string?)deployment?["rolloutStateReason"] ?? "",
            ]);
    }

    private async Task<AwsWorkload> GroupAsync(string name, CancellationToken ct)
    {
        var answer = await aws.QueryAsync(AwsService.AutoScaling, "DescribeAutoScalingGroups", [new("AutoScalingGroupNames.member.1", name)], ct);
        // One that is being deleted says so in its Status.
        if (answer.Members("AutoScalingGroups").FirstOrDefault(group => group.Text("Status").Length == 0) is not { } found)
            return AwsWorkload.None;
        var wanted = int.Parse(found.Text("DesiredCapacity"), CultureInfo.InvariantCulture);
        var inService = found.Members("Instances").Count(instance => instance.Text("LifecycleState") == "InService");
        return new(wanted, inService >= wanted ? [] : await FailuresAsync(name, ct));
    }

    /// <summary>AWS tells the newest activities first.</summary>
    private async Task<ImmutableArray<string>> FailuresAsync(string name, CancellationToken ct)
    {
        var answer = await aws.QueryAsync(AwsService.AutoScaling, "DescribeScalingActivities", [new("AutoScalingGroupName", name), new("MaxRecords", "10")], ct);
        return [.. answer.Members("Activities").Where(activity => activity.Text("StatusCode") == "Failed").Select(activity => activity.Text("StatusMessage"))];
    }
}

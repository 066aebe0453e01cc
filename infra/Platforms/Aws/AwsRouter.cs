using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>The production rule of a service on an Application Load Balancer.</summary>
internal sealed class AwsRouter(AwsClient aws) : ITrafficRouter
{
    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        if (desired.Mirror is { } mirror)
            throw new PlatformException($"Of {route.Key} {mirror.Share} would be mirrored to {mirror.To.Word}, and a load balancer can't mirror. Nothing was set.");
        var rule = await FindAsync(route, ct) ?? throw new PlatformException($"AWS knows no traffic rule of {route.Key}; `infra up {route.Key.Traffic} --stage {route.Key.Stage}` makes it.");
        if (rule.Unsettable is { } type)
            throw new PlatformException($"The traffic rule of {route.Key} has an action of type {type}, which would be lost by setting weights. Nothing was set.");
        await confirm();
        // Rules have no versions: that it still is what was read, right before, is all that ELBv2 can tell.
        if (await FindAsync(route, ct) != rule)
            throw new PlatformException($"The traffic rule of {route.Key} was changed by someone between reading and setting it. Nothing was set.");
        await aws.QueryAsync(AwsService.LoadBalancing, "ModifyRule", [new("RuleArn", route.Rule), .. rule.Write(route, desired)], ct);
    }

    public async Task<Shares> ReadAsync(Route route, CancellationToken ct) =>
        await FindAsync(route, ct) is not { } rule ? Shares.Nobody
        : RuleWeights.Read(route, rule.Weights) ?? throw new PlatformException($"The traffic rule of {route.Key} sends to a target group that is neither its blue nor its green side: {string.Join(", ", rule.Weights.Select(target => target.Key))}.");

    private async Task<AwsRule?> FindAsync(Route route, CancellationToken ct)
    {
        if (route.Rule.Length == 0)
            return null;
        try
        {
            var answer = await aws.QueryAsync(AwsService.LoadBalancing, "DescribeRules", [new("RuleArns.member.1", route.Rule)], ct);
            return answer.Members("Rules").FirstOrDefault(rule => rule.Text("RuleArn") == route.Rule) is { } found ? new(found) : null;
        }
        catch (PlatformException e) when (e.Code == "RuleNotFound")
        {
            return null;
        }
    }
}

using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Gives a rule without a priority the next one after the highest of its listener, as AWS does.</summary>
internal sealed class RulePriorities(AwsHost host, string ruleType)
{
    const int Last = 50_000;

    public async Task<int> NextAsync(WorldClient world, string listenerId, CancellationToken ct)
    {
        var highest = 0;
        foreach (var id in host.Cloud.All(ruleType))
            if (await world.FindRuleAsync(id, ct) is { } rule && rule.ListenerId == listenerId)
                highest = Math.Max(highest, rule.Priority);
        return highest < Last ? highest + 1 : throw new EngineException($"The listener {listenerId} has a rule of priority {Last}, the last there is; set 'priority' of the new one.");
    }
}

using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Gives a rule without a priority the next one after the highest of its listener, as AWS does.</summary>
internal static class RulePriorities
{
    const int Last = 50_000;

    public static async Task<int> NextAsync(WorldClient world, string listenerId, CancellationToken ct)
    {
        var highest = (await world.RulesAsync(listenerId, ct)).Select(rule => rule.Priority).DefaultIfEmpty(0).Max();
        return highest < Last ? highest + 1 : throw new EngineException($"The listener {listenerId} has a rule of priority {Last}, the last there is; set 'priority' of the new one.");
    }
}

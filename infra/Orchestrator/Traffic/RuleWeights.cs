using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>What the raw weights of a traffic rule mean in percent, on every platform alike.</summary>
public static class RuleWeights
{
    /// <param name="weights">The targets that the rule names, with weights of whatever scale the platform has.</param>
    /// <returns>Null when the rule sends to something that is neither side; then nobody may read shares into it.</returns>
    public static Shares? Read(Route route, IReadOnlyCollection<KeyValuePair<string, int>> weights)
    {
        if (weights.Any(target => target.Key != route.BlueTargets && target.Key != route.GreenTargets))
            return null;
        var sum = weights.Sum(target => (long)target.Value);
        return new(Side(route.BlueTargets), Side(route.GreenTargets));

        SideShare Side(string targets)
        {
            var own = weights.Where(target => target.Key == targets).Select(target => (long)target.Value).ToList();
            return own.Count == 0 ? SideShare.Detached : new(true, Percent(own.Sum(), sum));
        }
    }

    /// <summary>What is not nothing never reads as nothing, nor what is not all as all.</summary>
    private static Weight Percent(long part, long sum) =>
        part == 0 ? Weight.Zero
        : part == sum ? Weight.All
        : Weight.Percent(Math.Clamp((int)Math.Round(100.0 * part / sum), 1, 99));
}

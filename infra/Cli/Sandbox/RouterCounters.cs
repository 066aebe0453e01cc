using System.Globalization;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Sandbox;

/// <summary>What the router counted at one listener.</summary>
internal sealed class RouterCounters(string metrics, int listenerPort)
{
    private readonly List<PrometheusText.Sample> _samples =
        [.. PrometheusText.Read(metrics).Where(s => s.Label("listener") == listenerPort.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Nothing was counted there, not even to zero: it isn't known.</summary>
    internal bool IsEmpty => _samples.Count == 0;

    /// <summary>A request failed when it got no answer or one of 5xx.</summary>
    internal Counts Of(string targetGroup, TimeSpan? slowerThan)
    {
        var answers = Group("infra_router_requests_total", targetGroup).ToList();
        var requests = (long)answers.Sum(s => s.Value);
        var failures = (long)answers.Where(s => s.Label("code") is "error" or ['5', _, _]).Sum(s => s.Value);
        return new(requests, failures, slowerThan is { } bound ? Slower(targetGroup, bound) : 0);
    }

    /// <summary>All requests that a tool of ours made, however they ended.</summary>
    internal long Synthetic => (long)_samples.Where(s => s.Name == "infra_router_synthetic_requests_total").Sum(s => s.Value);

    private long Slower(string targetGroup, TimeSpan bound)
    {
        var buckets = Group("infra_router_request_duration_seconds_bucket", targetGroup).ToDictionary(s => Bound(s.Label("le")), s => s.Value);
        if (buckets.Count == 0)
            return 0;
        return buckets.TryGetValue(bound.TotalSeconds, out var atMost)
            ? (long)(buckets[double.PositiveInfinity] - atMost)
            : throw new FormatException($"The router's histogram has no bound of {bound.TotalSeconds} s.");
    }

    private static double Bound(string le) => le == "+Inf" ? double.PositiveInfinity : double.Parse(le, CultureInfo.InvariantCulture);

    private IEnumerable<PrometheusText.Sample> Group(string name, string targetGroup) =>
        _samples.Where(s => s.Name == name && s.Label("target_group") == targetGroup);
}

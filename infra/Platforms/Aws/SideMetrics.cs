using System.Globalization;
using Infra.Orchestrator.Rollouts;

namespace Infra.Platforms.Aws;

/// <summary>Which metrics tell what one side answered, and how they add up to counts.</summary>
internal sealed class SideMetrics
{
    // What the balancer answered for a target that didn't, it counts as a whole only.
    private static readonly Metric[] _balancers = [new("HTTPCode_ELB_502_Count", "Sum"), new("HTTPCode_ELB_504_Count", "Sum")];

    private readonly Metric _requests;
    private readonly Metric _errors;
    private readonly Metric[] _answers;
    private readonly Metric _healthy;
    private readonly Metric? _timed;
    private readonly Metric? _slow;

    internal SideMetrics(string group, TimeSpan? slowerThan)
    {
        _requests = new("RequestCount", "Sum", group);
        _errors = new("HTTPCode_Target_5XX_Count", "Sum", group);
        _answers = [_errors, .. new[] { "2XX", "3XX", "4XX" }.Select(code => new Metric($"HTTPCode_Target_{code}_Count", "Sum", group))];
        _healthy = new("HealthyHostCount", "Maximum", group);
        if (slowerThan is not { } bound)
            return;
        _timed = new("TargetResponseTime", "SampleCount", group);
        _slow = new("TargetResponseTime", $"TC({bound.TotalSeconds.ToString(CultureInfo.InvariantCulture)}:)", group);
    }

    /// <summary>Healthy hosts are counted each minute, whether anybody asks them or not: they tell which minutes are out.</summary>
    internal IEnumerable<Metric> All => [_requests, .. _answers, _healthy, .. _balancers, .. new[] { _timed, _slow }.OfType<Metric>()];

    /// <summary>
    /// A request failed when its target answered 5xx, or when it had a target and no answer of it. The latter are the requests that have no code of a target,
    /// but no more of them than the balancer itself answered with 502 or 504: the others were given up by clients, or changed to another protocol.
    /// </summary>
    internal Counts At(Series series, DateTimeOffset minute)
    {
        var requests = series.At(_requests, minute);
        var unanswered = Math.Max(0, requests - _answers.Sum(metric => series.At(metric, minute)));
        var failed = series.At(_errors, minute) + Math.Min(unanswered, _balancers.Sum(metric => series.At(metric, minute)));
        return new((long)requests, (long)failed, _slow is null ? 0 : (long)series.At(_slow, minute));
    }

    /// <summary>Whether answers were counted and no times of them: then nobody knows how many were slow.</summary>
    internal bool HasNoTimes(Series series, DateTimeOffset minute) =>
        _timed is not null && series.At(_timed, minute) == 0 && _answers.Sum(metric => series.At(metric, minute)) > 0;
}

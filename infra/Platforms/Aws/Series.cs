using System.Collections.Immutable;

namespace Infra.Platforms.Aws;

/// <summary>What CloudWatch holds of some metrics, by the minute that each value is of. What is zero it often doesn't hold.</summary>
internal sealed record Series(ImmutableDictionary<Metric, ImmutableDictionary<DateTimeOffset, double>> Values)
{
    internal double At(Metric metric, DateTimeOffset minute) => Values[metric].GetValueOrDefault(minute);

    /// <summary>The newest minute of which anything is known; null where nothing is.</summary>
    internal DateTimeOffset? Newest => Values.Values.SelectMany(minutes => minutes.Keys).Select(minute => (DateTimeOffset?)minute).Max();
}

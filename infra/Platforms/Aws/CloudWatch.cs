using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Platforms.Aws;

/// <summary>Metrics of a load balancer, by GetMetricData.</summary>
/// <remarks>Without FILL: it would make a zero of a minute that isn't out yet, and what is computed can't be paged.</remarks>
internal sealed class CloudWatch(AwsClient aws)
{
    internal async Task<Series> ReadAsync(string balancer, IReadOnlyList<Metric> metrics, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var values = metrics.Select(_ => ImmutableDictionary.CreateBuilder<DateTimeOffset, double>()).ToList();
        var last = new string?[metrics.Count];
        var next = "";
        do
        {
            var page = await aws.QueryAsync(AwsService.CloudWatch, "GetMetricData", [.. Ask(balancer, metrics, from, to), .. next.Length > 0 ? [new("NextToken", next)] : Array.Empty<KeyValuePair<string, string>>()], ct);
            foreach (var result in page.Members("MetricDataResults"))
            {
                var at = int.Parse(result.Text("Id").AsSpan(1), CultureInfo.InvariantCulture);
                last[at] = result.Text("StatusCode");
                foreach (var (minute, value) in result.Members("Timestamps").Zip(result.Members("Values")))
                    values[at][Time(minute.Value)] = double.Parse(value.Value, CultureInfo.InvariantCulture);
                if (last[at] is "Forbidden" or "InternalError")
                    throw new PlatformException($"CloudWatch can't tell {metrics[at].Name}: {last[at]}{string.Concat(result.Members("Messages").Select(message => $", {message.Text("Value")}"))}.");
            }

            next = page.Text("NextToken");
        }
        while (next.Length > 0);

        // A page may be part of the data; when there are no more pages, all of it has to be there.
        if (metrics.Zip(last).FirstOrDefault(pair => pair.Second != "Complete") is { First: { } partial, Second: var status })
            throw new PlatformException($"CloudWatch tells only part of {partial.Name} ({status ?? "nothing"}).");
        return new(metrics.Zip(values).ToImmutableDictionary(pair => pair.First, pair => pair.Second.ToImmutable()));
    }

    private static IEnumerable<KeyValuePair<string, string>> Ask(string balancer, IReadOnlyList<Metric> metrics, DateTimeOffset from, DateTimeOffset to)
    {
        yield return new("StartTime", Iso(from));
        yield return new("EndTime", Iso(to));
        yield return new("ScanBy", "TimestampAscending");
        foreach (var (at, metric) in metrics.Index())
        {
            var query = $"MetricDataQueries.member.{at + 1}.";
            yield return new($"{query}Id", $"m{at}");
            yield return new($"{query}MetricStat.Period", "60");
            yield return new($"{query}MetricStat.Stat", metric.Stat);
            yield return new($"{query}MetricStat.Metric.Namespace", "AWS/ApplicationELB");
            yield return new($"{query}MetricStat.Metric.MetricName", metric.Name);
            yield return new($"{query}MetricStat.Metric.Dimensions.member.1.Name", "LoadBalancer");
            yield return new($"{query}MetricStat.Metric.Dimensions.member.1.Value", balancer);
            if (metric.TargetGroup is not { } group)
                continue;
            yield return new($"{query}MetricStat.Metric.Dimensions.member.2.Name", "TargetGroup");
            yield return new($"{query}MetricStat.Metric.Dimensions.member.2.Value", group);
        }
    }

    internal static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

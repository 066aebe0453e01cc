using System.Globalization;
using System.Xml.Linq;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>CloudWatch, as far as load balancers are counted in it: by the minute, late, and without zeroes.</summary>
sealed class FakeMetrics
{
    readonly Dictionary<(string Name, string Balancer, string Group, DateTimeOffset Minute), List<double>> values = [];
    readonly HashSet<(string Balancer, string Group)> pulses = [];

    /// <summary>How long after its end a minute comes out.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>From then on nothing comes out any more.</summary>
    public DateTimeOffset StoppedAt { get; set; } = DateTimeOffset.MaxValue;

    public int Page { get; set; } = 100_000;

    /// <summary>Whether the last page leaves something out, too.</summary>
    public bool IsPartial { get; set; }

    /// <summary>What becomes of a metric, by its name, instead of its data.</summary>
    public Dictionary<string, string> Fails { get; } = [];

    /// <summary>A group with targets: its healthy hosts are counted each minute.</summary>
    public void Pulse(string balancer, string group) => pulses.Add((balancer, group));

    /// <summary>Something was so often or so large in the minute of that time.</summary>
    public void Add(string name, string balancer, string group, DateTimeOffset at, params double[] samples)
    {
        var key = (name, balancer, group, Minute(at));
        values[key] = [.. values.GetValueOrDefault(key, []), .. samples];
    }

    public IEnumerable<XElement> Answer(FakeRequest request, DateTimeOffset now)
    {
        var (from, to) = (Time(request.Parameter("StartTime")), Time(request.Parameter("EndTime")));
        var points = new List<(string Id, DateTimeOffset Minute, double Value)>();
        var ids = Enumerable.Range(1, 500).Select(i => $"MetricDataQueries.member.{i}.").TakeWhile(prefix => request.Parameter($"{prefix}Id").Length > 0).ToList();
        foreach (var prefix in ids)
            points.AddRange(Points(request, prefix, from, to, now).Select(point => (request.Parameter($"{prefix}Id"), point.Minute, point.Value)));

        var skip = int.Parse(request.Parameter("NextToken") is { Length: > 0 } token ? token : "0", CultureInfo.InvariantCulture);
        var (page, isLast) = (points.Skip(skip).Take(Page).ToList(), skip + Page >= points.Count);
        yield return new("MetricDataResults", ids.Select(prefix => Result(request.Parameter($"{prefix}Id"), request.Parameter($"{prefix}MetricStat.Metric.MetricName"), page, isLast)));
        yield return new XElement("Messages");
        if (!isLast)
            yield return new("NextToken", skip + Page);
    }

    XElement Result(string id, string name, List<(string Id, DateTimeOffset Minute, double Value)> page, bool isLast)
    {
        var own = page.Where(point => point.Id == id).ToList();
        return new(
            "member",
            new XElement("Id", id),
            new XElement("Label", name),
            new XElement("Timestamps", own.Select(point => new XElement("member", point.Minute.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))),
            new XElement("Values", own.Select(point => new XElement("member", point.Value.ToString(CultureInfo.InvariantCulture)))),
            new XElement("StatusCode", Fails.TryGetValue(name, out var status) ? status : isLast && !IsPartial ? "Complete" : "PartialData"));
    }

    IEnumerable<(DateTimeOffset Minute, double Value)> Points(FakeRequest request, string prefix, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        string Dimension(string name) => Enumerable.Range(1, 3).Where(i => request.Parameter($"{prefix}MetricStat.Metric.Dimensions.member.{i}.Name") == name).Select(i => request.Parameter($"{prefix}MetricStat.Metric.Dimensions.member.{i}.Value")).FirstOrDefault("");
        Assert.Equal(("AWS/ApplicationELB", "60"), (request.Parameter($"{prefix}MetricStat.Metric.Namespace"), request.Parameter($"{prefix}MetricStat.Period")));
        var (name, stat) = (request.Parameter($"{prefix}MetricStat.Metric.MetricName"), request.Parameter($"{prefix}MetricStat.Stat"));
        var (balancer, group) = (Dimension("LoadBalancer"), Dimension("TargetGroup"));
        for (var minute = from; minute < to; minute += TimeSpan.FromMinutes(1))
        {
            if (minute + TimeSpan.FromMinutes(1) + Delay > now || minute >= StoppedAt)
                yield break;
            if (name == "HealthyHostCount" && pulses.Contains((balancer, group)))
                yield return (minute, 1);
            else if (values.TryGetValue((name, balancer, group, minute), out var samples))
                yield return (minute, Statistic(stat, samples));
        }
    }

    /// <summary>TC(a:) counts what lies above a; the lower end itself is outside.</summary>
    static double Statistic(string stat, List<double> samples) => stat switch
    {
        "Sum" => samples.Sum(),
        "SampleCount" => samples.Count,
        "Maximum" => samples.Max(),
        _ when stat.StartsWith("TC(", StringComparison.Ordinal) && stat.EndsWith(":)", StringComparison.Ordinal) => samples.Count(sample => sample > double.Parse(stat[3..^2], CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"CloudWatch knows no statistic {stat}."),
    };

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static DateTimeOffset Minute(DateTimeOffset at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, at.Offset);
}

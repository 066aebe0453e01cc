using Infra.Orchestrator.Rollouts;

namespace Infra.Platforms.Aws;

/// <summary>The counts of two sides by the minute, since a beginning that doesn't move while it is kept: so their sums only grow.</summary>
internal sealed class MinuteBook
{
    /// <summary>How old a minute is before it is counted: ELB reports each some time after its end.</summary>
    private static readonly TimeSpan _delay = TimeSpan.FromMinutes(2);

    /// <summary>When metrics are later than this, something is wrong with them.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromMinutes(7);

    /// <summary>Minutes this new are asked for again, as some values come later than others.</summary>
    private static readonly TimeSpan _unsettled = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<DateTimeOffset, (Counts Blue, Counts Green)> _minutes = [];
    private readonly DateTimeOffset _begin;
    private readonly SideMetrics? _blue;
    private readonly SideMetrics? _green;
    private DateTimeOffset _until;

    /// <summary>Begins with a quarter of the day, which is little enough to be read at once: whoever goes on with a rollout soon counts from the same beginning.</summary>
    internal MinuteBook((string Balancer, string Blue, string Green, TimeSpan? SlowerThan) key, DateTimeOffset now)
    {
        Key = key;
        _begin = _until = Floor(now - TimeSpan.FromHours(1), TimeSpan.FromHours(6));
        _blue = key.Blue.Length > 0 ? new(key.Blue, key.SlowerThan) : null;
        _green = key.Green.Length > 0 ? new(key.Green, key.SlowerThan) : null;
    }

    internal (string Balancer, string Blue, string Green, TimeSpan? SlowerThan) Key { get; }

    /// <summary>When there may be more to read.</summary>
    internal DateTimeOffset More => _until + _minute + _delay;

    /// <summary>Reads on, up to the newest minute that is out.</summary>
    /// <exception cref="PlatformException">It can't be told.</exception>
    internal async Task<Reading> ReadAsync(AwsClient aws, CloudWatch metrics, CancellationToken ct)
    {
        var from = _until - _unsettled > _begin ? _until - _unsettled : _begin;
        SideMetrics[] sides = [.. new[] { _blue, _green }.OfType<SideMetrics>()];
        var series = await metrics.ReadAsync(Key.Balancer, [.. sides.SelectMany(side => side.All).Distinct()], from, Floor(aws.Now - _delay, _minute), ct);
        if (series.Newest is not { } newest || newest + _minute < aws.Now - _late)
            return new Reading.Blind($"CloudWatch has nothing of {Key.Balancer} since {series.Newest ?? from:HH:mm} UTC, neither requests nor healthy hosts.");

        DateTimeOffset[] minutes = [.. Minutes(from, newest)];
        if (minutes.FirstOrDefault(minute => sides.Any(side => side.HasNoTimes(series, minute))) is { Ticks: > 0 } untimed)
            return new Reading.Blind($"CloudWatch has answers of {untimed:HH:mm} UTC and no times of them, so that slow ones can't be counted.");
        foreach (var minute in minutes)
            _minutes[minute] = (_blue?.At(series, minute) ?? default, _green?.At(series, minute) ?? default);
        _until = newest + _minute;
        return new Reading.Totals(Sum(minute => minute.Blue), Sum(minute => minute.Green)) { Until = _until - aws.Skew };
    }

    private Counts Sum(Func<(Counts Blue, Counts Green), Counts> side) => _minutes.Values.Select(side).Aggregate(default(Counts), (sum, counts) => sum + counts);

    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset first, DateTimeOffset last)
    {
        for (var minute = first; minute <= last; minute += _minute)
            yield return minute;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan grain) => new(at.UtcTicks - at.UtcTicks % grain.Ticks, TimeSpan.Zero);
}

using System.Globalization;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>Counts by Prometheus, as of its newest scrape.</summary>
internal sealed class PrometheusProbe(Prometheus prometheus, PrometheusQueries queries, TimeProvider time) : IProbe
{
    /// <summary>Counters that were scraped longer ago say nothing of now.</summary>
    private static readonly TimeSpan _stale = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, GrowingSum> _sums = [];

    public async Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct)
    {
        Colour[] sides = [.. new[] { Colour.Blue, Colour.Green }.Where(side => route.Targets(side).Length > 0)];
        try
        {
            // One time for all queries, by the server's clock: else one would see a scrape that another didn't.
            var scrapes = await ScrapesAsync(route, sides, ct);
            if (scrapes.Count == 0)
                return new Reading.Blind($"Prometheus has counted no request of {route.Key} at all: nobody asked yet, or {queries.Requests} is the wrong question.");
            var (at, age) = (scrapes.Max(scrape => scrape.At), TimeSpan.FromSeconds(scrapes.Max(scrape => scrape.At) - scrapes.Min(scrape => scrape.Newest)));
            if (age > _stale)
                return new Reading.Blind($"Prometheus' newest counts of {route.Key} are {age.TotalSeconds:0} s old.");

            var until = time.GetUtcNow() - age;
            var counts = new Dictionary<Colour, Counts> { [Colour.Blue] = default, [Colour.Green] = default };
            foreach (var side in sides)
                counts[side] = await CountAsync(route, side, slowerThan, at, ct);
            return new Reading.Totals(counts[Colour.Blue], counts[Colour.Green]) { Until = until };
        }
        catch (PlatformException e)
        {
            return new Reading.Blind(e.Message);
        }
    }

    /// <summary>Of each side that has any: the time of its newest scrape, and what time it is there.</summary>
    private async Task<List<(double Newest, double At)>> ScrapesAsync(Route route, Colour[] sides, CancellationToken ct)
    {
        var scrapes = new List<(double, double)>();
        foreach (var side in sides)
        {
            var answer = await prometheus.AskAsync($"timestamp({PrometheusQueries.Of(queries.Requests, route, side)})", null, ct);
            if (answer.Samples.Length > 0)
                scrapes.Add((answer.Samples.Max(sample => sample.Value), answer.At));
        }

        return scrapes;
    }

    private async Task<Counts> CountAsync(Route route, Colour side, TimeSpan? slowerThan, double at, CancellationToken ct)
    {
        var requests = await SumAsync(queries.Requests, route, side, at, ct);
        var failures = await SumAsync(queries.Failures, route, side, at, ct);
        return new(requests, failures, slowerThan is { } bound ? await SlowAsync(route, side, bound, at, ct) : 0);
    }

    private async Task<long> SumAsync(string template, Route route, Colour side, double at, CancellationToken ct)
    {
        var query = PrometheusQueries.Of(template, route, side);
        return Sum(query, (await prometheus.AskAsync(query, at, ct)).Samples);
    }

    /// <summary>All answers less those within the bound, which has to be one of the histogram's own.</summary>
    private async Task<long> SlowAsync(Route route, Colour side, TimeSpan bound, double at, CancellationToken ct)
    {
        var query = PrometheusQueries.Of(queries.Durations, route, side);
        var buckets = (await prometheus.AskAsync(query, at, ct)).Samples.ToLookup(sample => Bound(sample.Labels.GetValueOrDefault("le", "")));
        if (buckets.Count == 0)
            return 0;
        var wanted = bound.TotalSeconds * queries.PerSecond;
        return buckets.Contains(wanted)
            ? Sum($"{query} all", buckets[double.PositiveInfinity]) - Sum($"{query} within {wanted.ToString(CultureInfo.InvariantCulture)}", buckets[wanted])
            : throw new PlatformException($"The histogram of {route.Key} has no bound of {bound.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; it has {string.Join(", ", buckets.Select(bucket => bucket.Key / queries.PerSecond).Where(double.IsFinite).Order().Select(known => known.ToString(CultureInfo.InvariantCulture)))} s.");
    }

    private long Sum(string name, IEnumerable<Prometheus.Sample> samples)
    {
        if (!_sums.TryGetValue(name, out var sum))
            _sums[name] = sum = new();
        return sum.Add(samples.Select(sample => KeyValuePair.Create(sample.Series, sample.Value)));
    }

    private static double Bound(string le) => le == "+Inf" ? double.PositiveInfinity : double.TryParse(le, CultureInfo.InvariantCulture, out var bound) ? bound : double.NaN;
}

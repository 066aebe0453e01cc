using System.Collections.Immutable;
using Infra.Cli.Demo.Load;

namespace Infra.Cli.Demo.Report;

/// <summary>The load over time, in even pieces: who answered how much, and what failed.</summary>
internal sealed record Timeline
{
    internal required ImmutableArray<string> Releases { get; init; }
    internal required TimeSpan Piece { get; init; }
    internal required ImmutableArray<Bucket> Buckets { get; init; }
    internal required ImmutableArray<Event> Events { get; init; }

    internal TimeSpan Length => Piece * Buckets.Length;

    /// <param name="Answers">In the order of <see cref="Releases"/>.</param>
    internal sealed record Bucket(ImmutableArray<int> Answers, int Failed)
    {
        internal int Total => Answers.Sum();

        internal double Share(int release) => Total == 0 ? 0 : (double)Answers[release] / Total;
    }

    internal sealed record Event(TimeSpan At, string Says);

    internal static Timeline Of(ImmutableArray<Sample> all, IEnumerable<(DateTimeOffset At, string Says)> events, int pieces)
    {
        // Before the first good answer there is nobody to draw, and the errors would hide all later ones.
        ImmutableArray<Sample> samples = [.. all.OrderBy(s => s.Ended).SkipWhile(s => s.Failed)];
        if (samples.IsEmpty)
            return new() { Releases = [], Piece = TimeSpan.FromSeconds(1), Buckets = [], Events = [] };
        var (first, last) = (samples[0].Ended, samples[^1].Ended);
        var piece = TimeSpan.FromTicks(Math.Max(1, (last - first).Ticks / pieces + 1));
        ImmutableArray<string> releases = [.. samples.Select(s => s.Release).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        var answers = Enumerable.Range(0, pieces).Select(_ => new int[releases.Length]).ToArray();
        var failed = new int[pieces];
        foreach (var sample in samples)
        {
            var at = (int)((sample.Ended - first).Ticks / piece.Ticks);
            if (releases.IndexOf(sample.Release) is >= 0 and var release)
                answers[at][release]++;
            if (sample.Failed)
                failed[at]++;
        }

        return new()
        {
            Releases = releases,
            Piece = piece,
            Buckets = [.. answers.Zip(failed, (a, f) => new Bucket([.. a], f))],
            Events = [.. events.Where(e => e.At >= first && e.At <= last).Select(e => new Event(e.At - first, e.Says))],
        };
    }
}

using System.Globalization;

namespace Infra.Cli.Demo.Report;

/// <summary>Shares and errors over time in plain characters: each column a piece of time, each cell the release that answered that part.</summary>
internal static class TextChart
{
    internal const int Height = 10;

    internal static IEnumerable<string> Lines(Timeline timeline)
    {
        if (timeline.Buckets.IsEmpty)
        {
            yield return "No request was sent.";
            yield break;
        }

        yield return $"Who answered, one column per {timeline.Piece.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s ({string.Join(", ", timeline.Releases.Select((r, at) => $"{Sign(at)} is {r}"))}):";
        for (var row = Height - 1; row >= 0; row--)
        {
            yield return $"{Label(row)}{string.Concat(timeline.Buckets.Select(b => b.Total == 0 ? ' ' : Sign(ReleaseAt(b, row))))}";
        }

        yield return $"     +{new string('-', timeline.Buckets.Length)}";
        yield return $"fails {string.Concat(timeline.Buckets.Select(Failed))}";
        foreach (var line in EventLines(timeline))
            yield return line;
    }

    internal static string Label(int row) => row is Height - 1 ? "100% |" : row is Height / 2 ? " 50% |" : "     |";

    internal static char Failed(Timeline.Bucket bucket) => bucket.Failed switch { 0 => '.', < 10 => (char)('0' + bucket.Failed), _ => '#' };

    internal static IEnumerable<string> EventLines(Timeline timeline) =>
        timeline.Events.Select(e => $"      {new string(' ', Math.Min((int)(e.At / timeline.Piece), timeline.Buckets.Length - 1))}^ {e.Says}");

    /// <summary>The newest release stands at the bottom, so that a canary is seen to rise.</summary>
    internal static int ReleaseAt(Timeline.Bucket bucket, int row)
    {
        var (height, top) = ((row + 0.5) / Height, 0.0);
        for (var release = bucket.Answers.Length - 1; release > 0; release--)
        {
            top += bucket.Share(release);
            if (height < top)
                return release;
        }

        return 0;
    }

    private static char Sign(int release) => release < 9 ? (char)('1' + release) : '+';
}

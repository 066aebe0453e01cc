using System.Globalization;

namespace Infra.Cli.Demo.Report;

/// <summary>Shares and errors over time in plain characters: each column a piece of time, each cell the release that answered that part.</summary>
internal static class TextChart
{
    private const int Height = 10;

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
            var height = (row + 0.5) / Height;
            var label = row is Height - 1 ? "100%" : row is Height / 2 ? " 50%" : "    ";
            yield return $"{label} |{string.Concat(timeline.Buckets.Select(b => Cell(b, height)))}";
        }

        yield return $"     +{new string('-', timeline.Buckets.Length)}";
        yield return $"fails {string.Concat(timeline.Buckets.Select(b => b.Failed switch { 0 => '.', < 10 => (char)('0' + b.Failed), _ => '#' }))}";
        foreach (var happened in timeline.Events)
            yield return $"      {new string(' ', Math.Min((int)(happened.At / timeline.Piece), timeline.Buckets.Length - 1))}^ {happened.Says}";
    }

    /// <summary>The newest release stands at the bottom, so that a canary is seen to rise.</summary>
    private static char Cell(Timeline.Bucket bucket, double height)
    {
        if (bucket.Total == 0)
            return ' ';
        var top = 0.0;
        for (var release = bucket.Answers.Length - 1; release >= 0; release--)
        {
            top += bucket.Share(release);
            if (height < top)
                return Sign(release);
        }

        return Sign(0);
    }

    private static char Sign(int release) => release < 9 ? (char)('1' + release) : '+';
}

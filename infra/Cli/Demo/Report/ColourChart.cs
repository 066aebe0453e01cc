using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Demo.Report;

/// <summary>Shares and errors over time on a terminal: the same picture as <see cref="TextChart"/>, in colours.</summary>
internal static class ColourChart
{
    private static readonly Color[] Palette = [Color.DodgerBlue2, Color.SeaGreen3, Color.Orange1, Color.MediumPurple2];

    internal static IRenderable Render(Timeline timeline)
    {
        if (timeline.Buckets.IsEmpty)
            return new Text("No request was sent.");
        var rows = new List<IRenderable> { Key(timeline) };
        for (var row = TextChart.Height - 1; row >= 0; row--)
        {
            var line = new Paragraph().Append(TextChart.Label(row), new Style(Color.Grey));
            foreach (var bucket in timeline.Buckets)
                line.Append(bucket.Total == 0 ? " " : "█", Of(TextChart.ReleaseAt(bucket, row)));
            rows.Add(line);
        }

        var fails = new Paragraph().Append("fails ", new Style(Color.Grey));
        foreach (var bucket in timeline.Buckets)
            fails.Append(TextChart.Failed(bucket).ToString(), new Style(bucket.Failed == 0 ? Color.Grey : Color.Red));
        rows.Add(fails);
        rows.AddRange(TextChart.EventLines(timeline).Select(line => new Text(line, new Style(Color.Grey))));
        return new Rows(rows);
    }

    private static Paragraph Key(Timeline timeline)
    {
        var key = new Paragraph("Who answered: ");
        foreach (var (at, release) in timeline.Releases.Index())
            key.Append("█ ", Of(at)).Append($"{release}  ");
        return key;
    }

    private static Style Of(int release) => new(Palette[release % Palette.Length]);
}

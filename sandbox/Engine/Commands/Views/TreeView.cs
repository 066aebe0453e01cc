using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Components and what they hold, each with what is done to it.</summary>
internal static class TreeView
{
    /// <param name="now">For how long what is going on has been going on.</param>
    public static ImmutableArray<Line> Lines(Progress progress, DateTimeOffset now, bool sames, bool reads)
    {
        var troubles = Troubles(progress);
        var shown = Shown(progress, troubles, sames, reads);
        if (shown.IsEmpty) return [];
        var cells = ResourceTree.Of(shown, row => row.Urn, row => row.Parent).Select(row => Cells(progress, row.Item, row.Branch, troubles[row.Item.Urn], now)).ToArray();
        Line[][] all = [[Line.Of("", Ink.Bold), Line.Of("Type", Ink.Bold), Line.Of("Name", Ink.Bold), Line.Of(progress.IsPreview ? "Plan" : "Status", Ink.Bold), Line.Of("Info", Ink.Bold)], .. cells];
        if (cells.All(row => row[^1].Length == 0)) all = [.. all.Select(row => row[..^1])];
        var widths = all[0].Select((_, column) => column == 0 ? 2 : all.Max(row => row[column].Length)).ToArray();
        return [.. all.Select(row => row.Index().Aggregate(Line.Of(" "), (line, cell) => line + cell.Item.Pad(widths[cell.Index]) + (cell.Index == row.Length - 1 ? "" : "  ")))];
    }

    /// <summary>What changes or has something to say, and all that stands above it.</summary>
    static ImmutableArray<Progress.Row> Shown(Progress progress, ILookup<string, bool> troubles, bool sames, bool reads)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in progress.Rows.Where(row => row.Type == Urn.RootType || row.State == Progress.RowState.Failed || troubles.Contains(row.Urn) || row.Op switch
        {
            Op.Same => sames,
            Op.Read => reads,
            _ => true,
        }))
        {
            for (var above = row; above is not null && shown.Add(above.Urn);) above = progress.Find(above.Parent);
        }
        return [.. progress.Rows.Where(row => shown.Contains(row.Urn))];
    }

    static Line[] Cells(Progress progress, Progress.Row row, string branch, IEnumerable<bool> troubles, DateTimeOffset now)
    {
        var words = StepWords.Of(row.Op);
        return
        [
            Line.Of(words.Sign, words.Ink),
            branch + TypeName.Short(row.Type),
            row.Name,
            Status(progress, row, words, now),
            Info(row, troubles.Count(isError => isError), troubles.Count(isError => !isError)),
        ];
    }

    /// <summary>What is wrong, by resource: true for an error, false for a warning.</summary>
    static ILookup<string, bool> Troubles(Progress progress) =>
        progress.Messages.Where(message => message.Severity is "error" or "warning").Select(message => (message.Urn, IsError: message.Severity == "error"))
            .Concat(progress.Findings.Select(finding => (finding.Urn, IsError: finding.Finding.IsMandatory)))
            .ToLookup(trouble => trouble.Urn, trouble => trouble.IsError, StringComparer.Ordinal);

    static Line Status(Progress progress, Progress.Row row, StepWords words, DateTimeOffset now)
    {
        if (row.State == Progress.RowState.Failed) return Line.Of($"{words.Doing} failed", Ink.Red);
        if (progress.IsPreview || row.Op == Op.Same) return Line.Of(words.Plan, words.Ink);
        return row.State == Progress.RowState.Going ? Line.Of($"{words.Doing} ({Seconds(now - row.Began)})", words.Ink) : Line.Of($"{words.Done} ({Seconds(row.Ended - row.Began)})", words.Ink);
    }

    static Line Info(Progress.Row row, int errors, int warnings)
    {
        Line[] parts = [row.Keys, Line.Of(Count(errors, "error"), Ink.Red), Line.Of(Count(warnings, "warning"), Ink.Yellow)];
        return parts.Where(part => part.Length > 0).Aggregate(Line.Empty, (line, part) => line.Length == 0 ? part : line + "; " + part);
    }

    static string Count(int count, string what) => count == 0 ? "" : $"{count} {what}{(count == 1 ? "" : "s")}";

    public static string Seconds(TimeSpan span) => span.TotalSeconds < 10
        ? span.TotalSeconds.ToString("0.0s", CultureInfo.InvariantCulture)
        : span.TotalMinutes < 1 ? $"{(int)span.TotalSeconds}s" : $"{(int)span.TotalMinutes}m{span.Seconds}s";
}

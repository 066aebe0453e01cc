namespace Infra.Tests.Support;

/// <summary>What a test run saw, as a Markdown table in <c>artifacts/tables</c>: for people to read after the run.</summary>
sealed class Table(params string[] columns)
{
    readonly List<string[]> rows = [];

    public void Add(params string[] cells)
    {
        Assert.Equal(columns.Length, cells.Length);
        lock (rows)
            rows.Add(cells);
    }

    /// <returns>Its lines.</returns>
    public string[] Write(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "tables"));
        var widths = columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        string Line(string[] cells) => $"| {string.Join(" | ", cells.Select((cell, i) => cell.PadRight(widths[i])))} |";
        string[] lines = [Line(columns), $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|", .. rows.Select(Line)];
        File.WriteAllLines(Path.Combine(folder.FullName, $"{name}.md"), lines);
        return lines;
    }
}

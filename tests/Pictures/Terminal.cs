#:property PublishAot=false
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

// Runs commands in terminals of their own and draws what those show as one SVG, once the last one shows a text:
//   dotnet run tests/Pictures/Terminal.cs -- FILE.svg COLUMNS TEXT COMMAND...
// tests/Pictures/record makes the README's picture with it.
if (args is not [var file, var columns, var text, .. { Length: > 0 } commands])
{
    await Console.Error.WriteLineAsync("FILE.svg COLUMNS TEXT COMMAND...");
    return 14;
}

var screens = commands.Select(command => new Screen(command, int.Parse(columns, CultureInfo.InvariantCulture))).ToList();
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
try
{
    while (!screens[^1].ToString().Contains(text, StringComparison.Ordinal))
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System); // gates are asked meanwhile
    await File.WriteAllTextAsync(file, Picture.Of(screens));
}
finally
{
    foreach (var screen in screens)
        screen.End();
}

return 0;

/// <summary>The little of a terminal that our views use: text, colours, and going up to draw again.</summary>
internal sealed partial class Screen
{
    private readonly Lock _lock = new();
    private readonly List<List<Cell>> _lines = [[]];
    private readonly Process _process;
    private (int Line, int Column) _at;
    private string _colour = "";
    private bool _bold;

    internal Screen(string command, int columns)
    {
        Command = command;
        var start = new ProcessStartInfo("script", ["-qfec", $"stty cols {columns} rows 60; {command}", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TERM"] = "xterm-256color";
        _process = Process.Start(start)!;
        _ = ReadAsync();
    }

    internal readonly record struct Cell(char Sign, string Colour, bool Bold);

    internal string Command { get; }

    internal List<Cell[]> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines.Select(line => line.ToArray())];
        }
    }

    internal void End()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    public override string ToString() => string.Join(' ', Lines.Select(line => new string([.. line.Select(cell => cell.Sign)]).Trim()));

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        var rest = "";
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            rest += new string(buffer, 0, read);
            lock (_lock)
                rest = rest[Draw(rest)..];
        }
    }

    /// <returns>How much was drawn; what is left is half a sequence.</returns>
    private int Draw(string output)
    {
        for (var at = 0; at < output.Length;)
        {
            if (output[at] != '\e')
                Put(output[at++]);
            else if (Sequence().Match(output, at) is { Success: true } match)
            {
                Obey(match.Groups["letter"].Value, match.Groups["numbers"].Value);
                at += match.Length;
            }
            else
                return at;
        }

        return output.Length;
    }

    private void Put(char sign)
    {
        switch (sign)
        {
            case '\n':
                _at = (_at.Line + 1, _at.Column);
                while (_lines.Count <= _at.Line)
                    _lines.Add([]);
                break;
            case '\r':
                _at = (_at.Line, 0);
                break;
            case >= ' ':
                var line = _lines[_at.Line];
                while (line.Count <= _at.Column)
                    line.Add(new(' ', "", false));
                line[_at.Column] = new(sign, _colour, _bold);
                _at = (_at.Line, _at.Column + 1);
                break;
        }
    }

    private void Obey(string letter, string numbers)
    {
        var first = int.TryParse(numbers.Split(';')[0], out var number) ? number : 0;
        switch (letter)
        {
            case "A":
                _at = (Math.Max(0, _at.Line - Math.Max(1, first)), _at.Column);
                break;
            case "K":
                _lines[_at.Line].Clear();
                break;
            case "J" or "H":
                _lines.Clear();
                _lines.Add([]);
                _at = default;
                break;
            case "m":
                Paint(numbers.Split(';').Select(each => int.TryParse(each, out var code) ? code : 0).ToArray());
                break;
        }
    }

    private void Paint(int[] codes)
    {
        (_colour, _bold) = codes switch
        {
            [1, ..] => (_colour, true),
            [38, 5, var index, ..] => (Palette(index), _bold),
            [>= 30 and <= 37 and var dark, ..] => (Palette(dark - 30), _bold),
            [>= 90 and <= 97 and var light, ..] => (Palette(light - 82), _bold),
            _ => ("", false),
        };
    }

    private static string Palette(int index) => (index % 16) switch
    {
        1 or 9 => "red",
        2 or 10 => "green",
        3 or 11 => "yellow",
        4 or 12 => "blue",
        8 => "grey",
        _ => "",
    };

    [GeneratedRegex(@"\G\e(?:\[\??(?<numbers>[0-9;]*)(?<letter>[A-Za-z])|[=>])")]
    private static partial Regex Sequence();
}

/// <summary>Screens under each other, each below its command.</summary>
internal static partial class Picture
{
    private const double Width = 8.4;
    private const int Height = 18;
    private const int Margin = 14;

    internal static string Of(IEnumerable<Screen> screens)
    {
        var body = new StringBuilder();
        var (rows, columns) = (0, 0);
        foreach (var screen in screens)
        {
            body.Append(CultureInfo.InvariantCulture, $"""<text y="{Y(rows++)}" x="{Margin}"><tspan class="grey">$</tspan> {Escaped(Digest().Replace(screen.Command, "$1…"))}</text>""").Append('\n');
            foreach (var line in screen.Lines.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse())
            {
                Row(body, line, rows++);
                columns = Math.Max(columns, line.Length);
            }

            rows++;
        }

        var (width, height) = ((int)(columns * Width) + 2 * Margin, Y(rows - 1));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
            <style>text { fill: #d6dae0; white-space: pre } .red { fill: #f2777a } .green { fill: #7ec97e } .yellow { fill: #f0c674 } .blue { fill: #74a7e8 } .grey { fill: #8a919b } .bold { font-weight: bold }</style>
            <rect width="{{width}}" height="{{height}}" rx="8" fill="#1d2026"/>
            {{body}}</svg>

            """);
    }

    private static int Y(int row) => Margin + (row + 1) * Height;

    /// <summary>Each run of one look is as long as its signs, whatever font draws it.</summary>
    private static void Row(StringBuilder body, Screen.Cell[] line, int row)
    {
        body.Append(CultureInfo.InvariantCulture, $"<text y=\"{Y(row)}\">");
        for (var from = 0; from < line.Length;)
        {
            var to = from;
            while (to < line.Length && (line[to].Colour, line[to].Bold) == (line[from].Colour, line[from].Bold))
                to++;
            var run = new string([.. line[from..to].Select(cell => cell.Sign)]);
            if (run.Trim().Length > 0)
                body.Append(CultureInfo.InvariantCulture, $"""<tspan x="{Margin + from * Width:0.#}" textLength="{run.Length * Width:0.#}"{Look(line[from])}>{Escaped(run)}</tspan>""");
            from = to;
        }

        body.Append("</text>\n");
    }

    private static string Look(Screen.Cell cell)
    {
        var look = $"{cell.Colour}{(cell.Bold ? " bold" : "")}".Trim();
        return look.Length == 0 ? "" : $" class=\"{look}\"";
    }

    [GeneratedRegex("(sha256:[0-9a-f]{12})[0-9a-f]+")]
    private static partial Regex Digest();

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

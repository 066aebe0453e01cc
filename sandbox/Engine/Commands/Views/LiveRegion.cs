using System.Collections.Immutable;
using System.Text;
using Infra.Sandbox.Engine.Terminals;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>The lines at the foot of a terminal that are drawn over and over.</summary>
internal sealed class LiveRegion(ITerminal terminal, bool color)
{
    const string ClearBelow = "\e[J";

    int drawn;

    /// <summary>Shows as much as the terminal holds: the end of it, under its header.</summary>
    public void Draw(ImmutableArray<Line> lines)
    {
        var most = Math.Max(2, terminal.Height - 2);
        if (lines.Length > most) lines = [lines[0], .. lines[^(most - 1)..]];
        var text = new StringBuilder(Up());
        foreach (var line in lines) text.Append(line.Cut(terminal.Width - 1).Show(color)).Append('\n');
        terminal.Write(text.ToString());
        drawn = lines.Length;
    }

    public void Clear()
    {
        terminal.Write(Up());
        drawn = 0;
    }

    string Up() => drawn == 0 ? "" : $"\e[{drawn}A\r{ClearBelow}";
}

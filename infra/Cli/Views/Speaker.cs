using Spectre.Console;

namespace Infra.Cli.Views;

/// <summary>One stream of a process: plain lines in a pipe, and all that a terminal can where there is one.</summary>
internal sealed class Speaker(TextWriter writer, bool isTerminal)
{
    internal TextWriter Writer => writer;

    internal bool IsTerminal => isTerminal;

    internal IAnsiConsole Console => field ??= Open();

    internal void WriteLine(string line)
    {
        if (isTerminal)
            Console.WriteLine(line); // broken between words where the terminal ends
        else
            writer.WriteLine(line);
    }

    private IAnsiConsole Open()
    {
        var colours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = 100_000; // Lines that a pipe reads are never broken.
        return console;
    }
}

using Serilog;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Views;

/// <summary>How this run speaks: stdout is the result, stderr the story.</summary>
internal sealed class Voice(IAnsiConsole result, IAnsiConsole story, bool isLive, bool asJson)
{
    internal IAnsiConsole Story => story;

    /// <summary>A person watches: regions may be redrawn.</summary>
    internal bool IsLive => isLive;

    internal bool AsJson => asJson;

    internal static Voice OfProcess(bool asJson)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        var isLive = !Console.IsErrorRedirected && !asJson && !isDumb;
        return new(Of(Console.Out, !Console.IsOutputRedirected && !isDumb), Of(Console.Error, isLive), isLive, asJson);
    }

    private static IAnsiConsole Of(TextWriter writer, bool isTerminal)
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

    /// <summary>A sentence of the story; the log keeps it too.</summary>
    internal void Tell(string line) => Tell(line, Style.Plain);

    internal void Tell(string line, Style style)
    {
        Log.Information("{Line:l}", line);
        story.WriteLine(line, style);
    }

    /// <summary>A line of the result for people; silent when the result is JSON.</summary>
    internal void Answer(string line)
    {
        if (!asJson)
            result.WriteLine(line);
    }

    /// <summary>A picture, where the result is read on a terminal.</summary>
    /// <returns>Whether it was drawn; a pipe gets text instead.</returns>
    internal bool Draw(Func<IRenderable> picture)
    {
        if (asJson || !result.Profile.Capabilities.Ansi)
            return false;
        result.Write(picture());
        return true;
    }

    /// <summary>The result as one JSON object; silent when people read it.</summary>
    internal void AnswerJson<T>(T value)
    {
        if (asJson)
            result.Profile.Out.Writer.WriteLine(Json.Write(value));
    }
}

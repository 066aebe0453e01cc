using Spectre.Console;

namespace Infra.Cli.Views;

/// <summary>How this run speaks: stdout is the result, stderr the story.</summary>
internal sealed class Voice(TextWriter result, IAnsiConsole story, bool isLive, bool asJson)
{
    internal TextWriter Result => result;
    internal IAnsiConsole Story => story;

    /// <summary>A person watches: regions may be redrawn.</summary>
    internal bool IsLive => isLive;

    internal bool AsJson => asJson;

    internal static Voice OfProcess(bool asJson)
    {
        var isLive = !Console.IsErrorRedirected && !asJson && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        var colours = isLive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var story = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isLive)
            story.Profile.Width = 100_000; // Lines that a pipe reads are never broken.
        return new(Console.Out, story, isLive, asJson);
    }

    internal void Tell(string line) => story.WriteLine(line);

    internal void Tell(string line, Style style) => story.WriteLine(line, style);

    /// <summary>A line of the result for people; silent when the result is JSON.</summary>
    internal void Answer(string line)
    {
        if (!asJson)
            result.WriteLine(line);
    }

    /// <summary>The result as one JSON object; silent when people read it.</summary>
    internal void AnswerJson<T>(T value)
    {
        if (asJson)
            result.WriteLine(Json.Write(value));
    }
}

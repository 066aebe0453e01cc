using Serilog;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Views;

/// <summary>How this run speaks: stdout is the result, stderr the story. What draws is made when something is drawn.</summary>
internal sealed class Voice(Speaker result, Speaker story, bool asJson)
{
    internal IAnsiConsole Story => story.Console;

    /// <summary>A person watches the story: regions may be redrawn.</summary>
    internal bool IsLive => story.IsTerminal && !asJson;

    /// <summary>A person watches the result.</summary>
    internal bool AnswersLive => result.IsTerminal && !asJson;

    internal bool AsJson => asJson;

    internal static Voice OfProcess(bool asJson)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new(new(Console.Out, !Console.IsOutputRedirected && !isDumb), new(Console.Error, !Console.IsErrorRedirected && !asJson && !isDumb), asJson);
    }

    /// <summary>A sentence of the story; the log keeps it too.</summary>
    internal void Tell(string line)
    {
        Log.Information("{Line:l}", line);
        story.WriteLine(line);
    }

    internal void Tell(string line, Style style)
    {
        Log.Information("{Line:l}", line);
        story.Console.WriteLine(line, style);
    }

    /// <summary>A line of the result for people; silent when the result is JSON.</summary>
    internal void Answer(string line)
    {
        if (!asJson)
            result.WriteLine(line);
    }

    internal void Answer(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Answer(line);
    }

    /// <summary>A line of a result that comes line by line, whoever reads it; it is there at once.</summary>
    internal void Stream(string line)
    {
        result.Writer.WriteLine(line);
        result.Writer.Flush();
    }

    /// <summary>A picture, where the result is read on a terminal.</summary>
    /// <returns>Whether it was drawn; a pipe gets text instead.</returns>
    internal bool Draw(Func<IRenderable> picture)
    {
        if (!AnswersLive || !result.Console.Profile.Capabilities.Ansi)
            return false;
        result.Console.Write(picture());
        return true;
    }

    /// <summary>A picture that is drawn again and again in the same place.</summary>
    internal Task LiveAsync(Func<Action<IRenderable>, Task> work) =>
        result.Console.Live(new Text("")).Overflow(VerticalOverflow.Ellipsis).StartAsync(live => work(live.UpdateTarget));

    /// <summary>The result as one JSON object; silent when people read it.</summary>
    internal void AnswerJson<T>(T value)
    {
        if (asJson)
            result.Writer.WriteLine(Json.Write(value));
    }
}

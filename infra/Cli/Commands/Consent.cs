using System.CommandLine;
using Infra.Cli.Views;
using Spectre.Console;

namespace Infra.Cli.Commands;

/// <summary>What can't be taken back needs a person's word, typed or given with <c>--yes</c>.</summary>
internal static class Consent
{
    internal static Option<bool> Option() => new("--yes") { Description = "Do not ask." };

    /// <param name="expected">The answer that agrees.</param>
    /// <param name="nobody">What to say, up to its full stop, when there is no terminal.</param>
    /// <exception cref="RefusalException">Nobody can be asked, or the answer is another.</exception>
    internal static async Task AskAsync(Voice voice, string question, string expected, string nobody, CancellationToken ct)
    {
        if (!voice.IsLive || Console.IsInputRedirected)
            throw new RefusalException(ExitCode.NoTerminal, $"{nobody}; say --yes if that is meant. Nothing was changed.");
        var answer = await new TextPrompt<string>(question.EscapeMarkup()).AllowEmpty().ShowAsync(voice.Story, ct);
        if (answer != expected)
            throw new RefusalException(ExitCode.Refused, "Nothing was changed.");
    }
}

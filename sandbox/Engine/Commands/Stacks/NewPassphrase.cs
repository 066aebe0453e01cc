using Infra.Sandbox.Engine.Terminals;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary>A passphrase that nobody could guess later: what is typed must be typed twice.</summary>
internal static class NewPassphrase
{
    /// <exception cref="EngineException">It was empty, or not the same again.</exception>
    public static string Ask(ITerminal terminal, string question)
    {
        var first = terminal.Ask(question, secret: true);
        return first is { Length: > 0 } && terminal.Ask("Re-enter your passphrase to confirm: ", secret: true) == first ? first
            : throw new EngineException("The two passphrases are not the same, or empty; nothing was changed.", 2);
    }
}

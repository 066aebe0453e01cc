using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Asks before something is lost.</summary>
internal static class Confirmation
{
    public static bool IsGiven(Invocation invocation, Arguments arguments) => arguments.Has("--yes") || invocation.IsSet("PULUMI_SKIP_CONFIRMATIONS");

    /// <summary>Goes on only if a person types the word.</summary>
    /// <exception cref="EngineException">They typed another, or nobody can be asked.</exception>
    public static void Retype(Invocation invocation, Arguments arguments, string warning, string word)
    {
        if (IsGiven(invocation, arguments)) return;
        if (invocation.Terminal is not { } terminal) throw new EngineException("--yes must be passed in to proceed when running in non-interactive mode", 2);
        if (terminal.Ask($"{warning}\nPlease confirm that this is what you'd like to do by typing `{word}`: ", secret: false)?.Trim() != word)
            throw new EngineException("confirmation declined; nothing was changed", OperationCommand.Cancelled);
    }

    /// <summary>Goes on only if a person says yes.</summary>
    /// <exception cref="EngineException">They said no, or nobody can be asked.</exception>
    public static void Agree(Invocation invocation, Arguments arguments, string question)
    {
        if (IsGiven(invocation, arguments)) return;
        if (invocation.Terminal is not { } terminal) throw new EngineException("--yes must be passed in to proceed when running in non-interactive mode", 2);
        if (terminal.Ask($"{question} (yes/no): ", secret: false)?.Trim().ToLowerInvariant() is not ("yes" or "y"))
            throw new EngineException("confirmation declined; nothing was changed", OperationCommand.Cancelled);
    }
}

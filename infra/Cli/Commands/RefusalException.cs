namespace Infra.Cli.Commands;

/// <summary>The verb can't do what it was asked as things are; one sentence, and the exit code that says so to a pipeline.</summary>
internal sealed class RefusalException(ExitCode code, string message) : Exception(message)
{
    internal ExitCode Code => code;
}

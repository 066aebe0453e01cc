namespace Infra.Sandbox.Engine;

/// <summary>What the user can mend: where, what and how, in one sentence. Becomes <c>error: …</c> and an exit code.</summary>
public class EngineException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config refresh</c>: refused, because what it would read back is written nowhere but in the file itself.</summary>
internal sealed class ConfigRefresh : ICommand
{
    public string Name => "config refresh";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct) =>
        throw new EngineException("config refresh is not supported by the sandbox; the stack's file is the only place its configuration is kept.", 2);
}

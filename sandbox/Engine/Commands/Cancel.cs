using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi cancel</c>: breaks the locks; whoever held them goes on.</summary>
internal sealed class Cancel(Workspace workspace) : ICommand
{
    public string Name => "cancel";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, [], []);
        var store = workspace.Store(invocation, arguments.Words.Count > 0 ? arguments.Words[0] : arguments["--stack"]);
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        StackLock.BreakAll(store.Files);
        invocation.Say($"The currently running update for '{store.Files.Stack}' has been canceled!");
        return Task.FromResult(0);
    }
}

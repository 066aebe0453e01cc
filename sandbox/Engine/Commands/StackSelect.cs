namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack select</c>: the stack must exist; every command names its own, so nothing is remembered.</summary>
internal sealed class StackSelect(Workspace workspace) : ICommand
{
    public string Name => "stack select";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--create", "-c"], ["--secrets-provider"]);
        var store = workspace.Store(invocation, arguments.Words.Count > 0 ? arguments.Words[0] : arguments["--stack"]);
        if (!store.Files.Exist && (arguments.Has("--create") || arguments.Has("-c"))) store.Create();
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        return Task.FromResult(0);
    }
}

using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack init NAME</c></summary>
internal sealed class StackInit(Workspace workspace) : ICommand
{
    public string Name => "stack init";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--no-select"], ["--secrets-provider", "--copy-config-from"]);
        if (arguments["--secrets-provider"] is { } provider and not ("passphrase" or "default"))
            throw new EngineException($"--secrets-provider {provider} is not supported by the sandbox; it has 'passphrase'.", 2);
        var store = workspace.Store(invocation, arguments.Words.Count > 0 ? arguments.Words[0] : arguments["--stack"]);
        store.Create();
        invocation.Say($"Created stack '{store.Files.Stack}'");
        return Task.FromResult(0);
    }
}

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi plugin ls</c>: the sandbox has no plugins; its providers are built in.</summary>
internal sealed class PluginList : ICommand
{
    public string Name => "plugin ls";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        invocation.Say(new Arguments(Name, args, ["--json", "--project"], []).Has("--json") ? "[]" : "The sandbox has no plugins; the provider aws is built in.");
        return Task.FromResult(0);
    }
}

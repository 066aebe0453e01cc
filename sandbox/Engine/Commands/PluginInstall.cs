namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi plugin install</c>: there is nothing to install, and it says so.</summary>
internal sealed class PluginInstall : ICommand
{
    public string Name => "plugin install";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--exact", "--reinstall"], ["--server", "--file"]);
        invocation.Say($"Nothing was installed for '{string.Join(' ', arguments.Words)}': the sandbox's providers are built in.");
        return Task.FromResult(0);
    }
}

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi install</c>: there is nothing to install, and it says so.</summary>
internal sealed class Install : ICommand
{
    public string Name => "install";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        _ = new Arguments(Name, args, ["--no-plugins", "--no-dependencies", "--reinstall", "--use-language-version-tools"], []);
        invocation.Say("Nothing was installed: the sandbox's providers are built in, and programs come built.");
        return Task.FromResult(0);
    }
}

using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Sessions;

/// <summary><c>pulumi logout</c></summary>
internal sealed class Logout(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("logout", "Forgets the login; what the folder keeps stays there.")
    {
        Takes = "[URL]",
        Flags = [Flag.Switch("--local", "Of file://~.", 'l'), Flag.Switch("--all", "Of all backends."), Flag.Of("--cloud-url", "URL", "The same as URL.", 'c')],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var url = arguments.Has("--all") ? null : arguments.First ?? arguments["--cloud-url"] ?? (arguments.Has("--local") ? "file://~" : null)
            ?? workspace.Home.Backend ?? throw new EngineException("nobody is logged in");
        workspace.Home.LogOut(url);
        invocation.Say(url is null ? "Logged out of everything" : $"Logged out of {url}");
        return Task.FromResult(0);
    }
}

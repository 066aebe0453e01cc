using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Sessions;

/// <summary><c>pulumi login file://FOLDER</c></summary>
internal sealed class Login(Workspace workspace) : ICommand
{
    const string Home = "file://~";

    public CommandSpec Spec { get; } = new("login", "Chooses the folder that keeps state where neither PULUMI_BACKEND_URL nor Pulumi.yaml names one.")
    {
        Takes = "[URL]",
        Flags = [Flag.Switch("--local", $"The same as {Home}.", 'l'), Flag.Of("--cloud-url", "URL", "The same as URL.", 'c'), Flag.Quiet("--insecure"), Flag.Quiet("--default-org", "NAME")],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var named = arguments.First ?? arguments["--cloud-url"];
        if (named is not null && arguments.Has("--local")) throw new EngineException("a URL may not be specified when --local mode is enabled", 2);
        var url = named ?? (arguments.Has("--local") ? Home : null) ?? throw new EngineException("The sandbox knows no Pulumi Cloud; give `pulumi login file://FOLDER` or `pulumi login --local`.", 2);
        var root = Path.GetDirectoryName(FileBackend.RootOf(url, invocation.WorkingDirectory))!;
        if (!Directory.Exists(root)) throw new EngineException($"{root} is no folder; make it first", 2);
        // A relative folder means the same one from wherever the next command is started.
        if (!url.StartsWith(Home, StringComparison.Ordinal)) url = $"file://{root}";
        workspace.Home.LogIn(url);
        invocation.Say($"Logged in to {Environment.MachineName} as {Environment.UserName} ({url})");
        return Task.FromResult(0);
    }
}

using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack rm NAME</c></summary>
internal sealed class StackRemove(Workspace workspace) : ICommand
{
    public string Name => "stack rm";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--force", "-f", "--preserve-config", "--remove-backups"], []);
        var project = workspace.Project(invocation);
        var store = workspace.Store(invocation, project, arguments.Words.Count > 0 ? arguments.Words[0] : arguments["--stack"]);
        using (StackLock.Take(store.Files, workspace.Options.Time)) store.Remove(arguments.Has("--force") || arguments.Has("-f"));
        if (!arguments.Has("--preserve-config")) File.Delete(Path.Combine(project.Folder, $"Pulumi.{store.Files.Stack}.yaml"));
        invocation.Say($"Stack '{store.Files.Stack}' has been removed!");
        return Task.FromResult(0);
    }
}

using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack rename NEW</c>: state, history and configuration go along.</summary>
internal sealed class StackRename(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack rename", "Gives the stack another name, and its resources the URNs that go with it.") { Takes = "NEW-NAME", Flags = [Flags.Stack] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var from = workspace.Existing(invocation, project, arguments["--stack"]);
        using var hold = StackLock.Take(from.Files, workspace.Options.Time);
        var old = workspace.Open(invocation, project, from, null);
        var store = workspace.Store(invocation, project, arguments.Words[0]);
        var name = store.Files.Stack;
        if (store.Files.Project != project.Name) throw new EngineException($"A stack keeps its project; '{arguments.Words[0]}' names another one than '{project.Name}'.", 2);
        store.Create();
        store.SaveTags(from.Tags());
        if (old.Snapshot.Resources.Length > 0) store.Save(Urns.Rename(old.Snapshot, urn => Renamed(urn, name)), old.Secrets);
        MoveHistory(from.Files, store.Files);
        if (workspace.SettingsFile(project, old.Name, null) is var settings && File.Exists(settings)) File.Move(settings, workspace.SettingsFile(project, name, null), overwrite: true);
        from.Remove(force: true);
        if (workspace.Home.SelectedStack(project) == old.Name) workspace.Home.Select(project, name);
        invocation.Say($"Renamed {old.Name} to {name}");
        return Task.FromResult(0);
    }

    static string Renamed(string urn, string stack)
    {
        var parts = urn.Split("::", 4);
        return parts[2] == Urn.RootType ? Urn.Root(stack, parts[1]) : $"urn:pulumi:{stack}::{string.Join("::", parts[1..])}";
    }

    static void MoveHistory(StackFiles from, StackFiles to)
    {
        if (!Directory.Exists(from.History)) return;
        Directory.CreateDirectory(to.History);
        foreach (var file in Directory.GetFiles(from.History)) File.Move(file, Path.Combine(to.History, to.Stack + Path.GetFileName(file)[from.Stack.Length..]), overwrite: true);
    }
}

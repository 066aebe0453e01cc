using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack</c>: what the stack holds and publishes.</summary>
internal sealed class StackShow(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack", "Shows the stack's resources and outputs.")
    {
        Flags =
        [
            Flags.Stack, Flags.ShowSecrets,
            Flag.Switch("--show-ids", "With the id of each resource.", 'i'),
            Flag.Switch("--show-urns", "With the URN of each resource.", 'u'),
            Flag.Switch("--show-name", "The stack's name only."),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        if (arguments.Has("--show-name"))
        {
            invocation.Say(store.Files.Stack);
            return Task.FromResult(0);
        }
        var stack = workspace.Open(invocation, project, store, null);
        var now = workspace.Options.Time.GetUtcNow();
        invocation.Say($"Current stack is {stack.Name}:");
        if (History.Read(store.Files).FirstOrDefault() is { } last) invocation.Say($"    Last updated: {Ago.Of(last.End, now)} ({StackHistory.Time(last.End)})");
        invocation.Say($"    Pulumi version used: {(stack.Snapshot.Version.Length > 0 ? stack.Snapshot.Version : StackStore.EngineVersion)}");
        invocation.Say(Resources(stack.Snapshot, arguments));
        if (stack.Snapshot.PendingOperations.Length > 0)
            invocation.Say($"{stack.Snapshot.PendingOperations.Length} operations were interrupted:\n{string.Join('\n', stack.Snapshot.PendingOperations.Select(pending => $"    {pending.Type} {pending.Resource.Urn}"))}");
        invocation.Say(StackOutput.Table(StackOutput.Shown(stack.Snapshot.Root?.Outputs ?? PropertyMap.Empty, arguments.Has("--show-secrets"))));
        invocation.Say("\nUse `pulumi stack select` to change stack; `pulumi stack ls` lists known ones");
        return Task.FromResult(0);
    }

    static string Resources(Snapshot snapshot, Arguments arguments)
    {
        if (snapshot.Resources.Length == 0) return "Current stack resources (0):\n    No resources currently in this stack";
        var rows = ResourceTree.Of(snapshot.Resources, resource => resource.Urn, resource => resource.Parent).SelectMany(row =>
        {
            var below = new List<string[]> { new[] { $"    {row.Branch}{TypeName.Short(row.Item.Type)}", Urn.Name(row.Item.Urn) } };
            if (arguments.Has("--show-urns")) below.Add([$"    {row.Margin}   URN: {row.Item.Urn}", ""]);
            if (arguments.Has("--show-ids") && row.Item.Id.Length > 0) below.Add([$"    {row.Margin}   ID: {row.Item.Id}", ""]);
            return below;
        });
        return $"Current stack resources ({snapshot.Resources.Length}):\n{TextTable.Of(["    TYPE", "NAME"], rows)}";
    }
}

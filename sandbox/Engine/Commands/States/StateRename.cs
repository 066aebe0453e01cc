using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands.States;

/// <summary><c>pulumi state rename URN NAME</c></summary>
internal sealed partial class StateRename(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("state rename", "Gives a resource another name, wherever the state speaks of it.") { Takes = "URN NEW-NAME", Flags = [Flags.Stack, Flags.Yes] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var (urn, name) = (arguments.Words[0], arguments.Words[1]);
        if (!Name().IsMatch(name)) throw new EngineException($"'{name}' is no name for a resource: letters, digits, hyphens, underscores, periods and slashes.", 2);
        Confirmation.Agree(invocation, arguments, "This will edit your stack's state directly. Go on?");
        StateEditor.Edit(workspace, invocation, arguments, snapshot =>
        {
            if (StateEditor.Find(snapshot, urn).IsRoot) throw new EngineException("The stack itself is renamed with `pulumi stack rename`.", 2);
            var renamed = $"{urn[..^Urn.Name(urn).Length]}{name}";
            if (snapshot.Resources.Any(resource => resource.Urn == renamed)) throw new EngineException($"There is a resource '{renamed}' already; nothing was renamed.");
            return Urns.Rename(snapshot, one => one == urn ? renamed : one);
        });
        invocation.Say("Resource renamed");
        return Task.FromResult(0);
    }

    [GeneratedRegex("^[A-Za-z0-9_./-]+$")]
    private static partial Regex Name();
}

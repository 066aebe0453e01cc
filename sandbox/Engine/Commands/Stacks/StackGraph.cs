using System.Text;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack graph [FILE]</c></summary>
internal sealed class StackGraph(Workspace workspace) : ICommand
{
    const string DependencyColor = "#246C60", ParentColor = "#AA6639";

    public CommandSpec Spec { get; } = new("stack graph", "Draws resources, dependencies and parents as a DOT graph.")
    {
        Takes = "[FILE]",
        Flags =
        [
            Flags.Stack,
            Flag.Switch("--ignore-dependency-edges", "Without dependencies."),
            Flag.Switch("--ignore-parent-edges", "Without parents."),
            Flag.Of("--dependency-edge-color", "COLOR", $"By default {DependencyColor}."),
            Flag.Of("--parent-edge-color", "COLOR", $"By default {ParentColor}."),
            Flag.Switch("--short-node-name", "Names instead of URNs."),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var graph = Graph(workspace.Open(invocation, arguments).Snapshot, arguments);
        if (arguments.First is not { } file || file == "-") invocation.Say(graph);
        else StackFiles.WriteDurably(Path.GetFullPath(file, invocation.WorkingDirectory), Encoding.UTF8.GetBytes(graph + "\n"));
        return Task.FromResult(0);
    }

    static string Graph(Snapshot snapshot, Arguments arguments)
    {
        var text = new StringBuilder("strict digraph {\n");
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var resource in snapshot.Resources.Where(resource => !resource.Delete)) numbers.TryAdd(resource.Urn, numbers.Count);
        foreach (var (urn, number) in numbers) text.Append($"    Resource{number} [label=\"{Quoted(arguments.Has("--short-node-name") ? Urn.Name(urn) : urn)}\"];\n");
        foreach (var resource in snapshot.Resources.Where(resource => !resource.Delete))
        {
            if (!arguments.Has("--ignore-dependency-edges"))
                foreach (var need in resource.Dependencies) Edge(need, resource.Urn, arguments["--dependency-edge-color"] ?? DependencyColor, string.Join(", ", resource.PropertyDependencies.Where(property => property.Value.Contains(need)).Select(property => property.Key)));
            if (!arguments.Has("--ignore-parent-edges") && resource.Parent.Length > 0) Edge(resource.Parent, resource.Urn, arguments["--parent-edge-color"] ?? ParentColor, "");
        }
        return text.Append('}').ToString();

        void Edge(string from, string to, string color, string label)
        {
            if (numbers.TryGetValue(from, out var tail) && numbers.TryGetValue(to, out var head))
                text.Append($"    Resource{tail} -> Resource{head} [color = \"{color}\", label = \"{Quoted(label)}\"];\n");
        }
    }

    static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

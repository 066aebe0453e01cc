using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack ls</c></summary>
internal sealed class StackList(Workspace workspace) : ICommand
{
    public string Name => "stack ls";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--all", "-a"], ["--project"]);
        var project = workspace.Project(invocation);
        var stacks = workspace.Backend(invocation, project).Stacks(arguments["--project"] ?? project.Name);
        if (!arguments.Has("--json"))
        {
            foreach (var stack in stacks) invocation.Say(stack.Stack);
            return Task.FromResult(0);
        }
        invocation.Say(JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var files in stacks)
            {
                var last = History.Read(files).FirstOrDefault();
                json.WriteStartObject();
                json.WriteString("name", files.Stack);
                json.WriteBoolean("current", files.Stack == arguments["--stack"]);
                if (last is not null) json.WriteString("lastUpdate", StackHistory.Time(last.End));
                json.WriteBoolean("updateInProgress", Directory.Exists(files.Locks) && Directory.EnumerateFiles(files.Locks).Any());
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }, indented: true));
        return Task.FromResult(0);
    }
}

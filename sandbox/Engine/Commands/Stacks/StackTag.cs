using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack tag get|set|rm|ls</c></summary>
internal sealed class StackTag(Workspace workspace, string verb, string takes, string says) : ICommand
{
    public static IEnumerable<ICommand> All(Workspace workspace) =>
    [
        new StackTag(workspace, "get", "NAME", "Prints a tag of the stack."),
        new StackTag(workspace, "set", "NAME VALUE", "Sets a tag of the stack."),
        new StackTag(workspace, "rm", "NAME", "Removes a tag of the stack."),
        new StackTag(workspace, "ls", "", "Lists the tags of the stack."),
    ];

    public CommandSpec Spec { get; } = new($"stack tag {verb}", says) { Takes = takes, Flags = verb == "ls" ? [Flags.Stack, Flags.Json] : [Flags.Stack] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var store = workspace.Existing(invocation, workspace.Project(invocation), arguments["--stack"]);
        var tags = store.Tags();
        switch (verb)
        {
            case "get":
                invocation.Say(tags.GetValueOrDefault(arguments.Words[0]) ?? throw new EngineException($"stack tag '{arguments.Words[0]}' not found for stack '{store.Files.Stack}'"));
                break;
            case "set": store.SaveTags(tags.SetItem(arguments.Words[0], arguments.Words[1])); break;
            case "rm": store.SaveTags(tags.Remove(arguments.Words[0])); break;
            case "ls" when arguments.Has("--json"):
                invocation.Say(JsonText.Of(json =>
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in tags) json.WriteString(name, value);
                    json.WriteEndObject();
                }, indented: true));
                break;
            default: invocation.Say(TextTable.Of(["NAME", "VALUE"], tags.Select(tag => (string[])[tag.Key, tag.Value]))); break;
        }
        return Task.FromResult(0);
    }
}

using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack tag get|set|rm|ls</c></summary>
internal sealed class StackTag(Workspace workspace) : ICommand
{
    public string Name => "stack tag";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json"], []);
        var store = workspace.Store(invocation, arguments["--stack"]);
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        var tags = store.Tags();
        switch (arguments.Words)
        {
            case ["get", var name]:
                invocation.Say(tags.GetValueOrDefault(name) ?? throw new EngineException($"stack tag '{name}' not found for stack '{store.Files.Stack}'"));
                break;
            case ["set", var name, var value]: store.SaveTags(tags.SetItem(name, value)); break;
            case ["rm", var name]: store.SaveTags(tags.Remove(name)); break;
            case ["ls"] when arguments.Has("--json"):
                invocation.Say(JsonText.Of(json =>
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in tags) json.WriteString(name, value);
                    json.WriteEndObject();
                }, indented: true));
                break;
            case ["ls"]:
                foreach (var (name, value) in tags) invocation.Say($"{name}  {value}");
                break;
            default: throw new EngineException("pulumi stack tag is followed by get NAME, set NAME VALUE, rm NAME or ls", 2);
        }
        return Task.FromResult(0);
    }
}

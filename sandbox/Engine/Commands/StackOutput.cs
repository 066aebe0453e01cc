using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack output [NAME] [--json] [--show-secrets]</c></summary>
internal sealed class StackOutput(Workspace workspace) : ICommand
{
    public string Name => "stack output";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--show-secrets"], []);
        var stack = workspace.Open(invocation, arguments["--stack"]);
        var outputs = stack.Snapshot.Root?.Outputs ?? PropertyMap.Empty;
        var shown = outputs.Select((_, value) => arguments.Has("--show-secrets") ? value.Plain : value is PropertyValue.Secret ? "[secret]" : value);
        if (arguments.Words is [var name])
        {
            var value = shown[name] ?? throw new EngineException($"current stack does not have output property '{name}'; it has {string.Join(", ", outputs.Names)}");
            invocation.Say(!arguments.Has("--json") && value is PropertyValue.Text text ? text.Value : Json(value));
        }
        else if (arguments.Has("--json")) invocation.Say(JsonText.Of(json => JsonCodec.Write(json, shown, Masked), indented: true));
        else
            foreach (var (key, value) in shown) invocation.Say($"{key}  {(value is PropertyValue.Text text ? text.Value : Json(value))}");
        return Task.FromResult(0);
    }

    static readonly SecretWriter Masked = (json, _, _) => json.WriteStringValue("[secret]");

    static string Json(PropertyValue value) => JsonText.Of(json => JsonCodec.Write(json, value, Masked, ""), indented: false);
}

using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack output [NAME] [--json] [--show-secrets]</c></summary>
internal sealed class StackOutput(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack output", "Prints what the stack publishes.")
    {
        Takes = "[NAME]",
        Flags = [Flags.Stack, Flags.Json, Flags.ShowSecrets, Flag.Switch("--shell", "As assignments that a shell understands.")],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var stack = workspace.Open(invocation, arguments);
        var outputs = stack.Snapshot.Root?.Outputs ?? PropertyMap.Empty;
        var shown = Shown(outputs, arguments.Has("--show-secrets"));
        if (arguments.First is { } name)
        {
            var value = shown[name] ?? throw new EngineException($"current stack does not have output property '{name}'; it has {string.Join(", ", outputs.Names)}");
            invocation.Say(arguments.Has("--json") ? Json(value) : Text(value));
        }
        else if (arguments.Has("--json")) invocation.Say(JsonText.Of(json => JsonCodec.Write(json, shown, Masked), indented: true));
        else if (arguments.Has("--shell"))
            foreach (var (key, value) in shown) invocation.Say($"{key}='{Text(value).Replace("'", "'\\''", StringComparison.Ordinal)}'");
        else invocation.Say(Table(shown));
        return Task.FromResult(0);
    }

    public static PropertyMap Shown(PropertyMap outputs, bool secrets) =>
        outputs.Select((_, value) => secrets ? value.Plain : value is PropertyValue.Secret ? "[secret]" : value);

    public static string Table(PropertyMap shown) => shown.Count == 0
        ? "    No output values currently in this stack"
        : $"Current stack outputs ({shown.Count}):\n{TextTable.Of(["    OUTPUT", "VALUE"], shown.Select(output => (string[])[$"    {output.Key}", Text(output.Value)]))}";

    static readonly SecretWriter Masked = (json, _, _) => json.WriteStringValue("[secret]");

    static string Text(PropertyValue value) => value is PropertyValue.Text text ? text.Value : Json(value);

    static string Json(PropertyValue value) => JsonText.Of(json => JsonCodec.Write(json, value, Masked, ""), indented: false);
}

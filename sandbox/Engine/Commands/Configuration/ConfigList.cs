using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config [--json] [--show-secrets]</c></summary>
internal sealed class ConfigList(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config", "Lists the stack's configuration.") { Flags = [Flags.Stack, Flags.Json, Flags.ShowSecrets, Flags.ConfigFile, Flag.Quiet("--open")] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var editor = new ConfigEditor(workspace, invocation, arguments);
        var secrets = arguments.Has("--show-secrets");
        if (arguments.Has("--json"))
            invocation.Say(JsonText.Of(json =>
            {
                json.WriteStartObject();
                foreach (var (key, value) in editor.Settings.Values)
                {
                    json.WritePropertyName(key);
                    ConfigJson.Write(json, value, !value.IsSecret || secrets ? editor.Open(value) : null);
                }
                json.WriteEndObject();
            }, indented: true));
        else
            invocation.Say(TextTable.Of(["KEY", "VALUE"], editor.Settings.Values.Select(entry => (string[])[editor.Pretty(entry.Key), secrets ? editor.Open(entry.Value) : entry.Value.Open(_ => "[secret]")])));
        return Task.FromResult(0);
    }
}

using System.Text.Json;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config [--json] [--show-secrets]</c></summary>
internal sealed class ConfigList(Workspace workspace) : ICommand
{
    public string Name => "config";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--show-secrets"], []);
        if (arguments.Words is [var verb, ..]) throw new EngineException($"unknown command 'config {verb}'; the sandbox knows config get, set, set-all, rm, rm-all and refresh", 2);
        var editor = new ConfigEditor(workspace, invocation, arguments);
        string? Shown(ConfigValue value) => !value.IsSecret || arguments.Has("--show-secrets") ? editor.Open(value) : null;
        if (arguments.Has("--json"))
            invocation.Say(JsonText.Of(json =>
            {
                json.WriteStartObject();
                foreach (var (key, value) in editor.Settings.Values)
                {
                    json.WritePropertyName(key);
                    Write(json, value, Shown(value));
                }
                json.WriteEndObject();
            }, indented: true));
        else
            foreach (var (key, value) in editor.Settings.Values) invocation.Say($"{key}  {Shown(value) ?? "[secret]"}");
        return Task.FromResult(0);
    }

    public static void Write(Utf8JsonWriter json, ConfigValue value, string? text)
    {
        json.WriteStartObject();
        if (text is not null) json.WriteString("value", text);
        if (text is not null && value.IsObject)
        {
            json.WritePropertyName("objectValue");
            json.WriteRawValue(text);
        }
        json.WriteBoolean("secret", value.IsSecret);
        json.WriteEndObject();
    }
}

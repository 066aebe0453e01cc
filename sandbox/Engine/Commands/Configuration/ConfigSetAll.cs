using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config set-all [--plaintext KEY=VALUE]... [--secret KEY=VALUE]... [--json JSON]</c></summary>
internal sealed class ConfigSetAll(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config set-all", "Sets several values at once. Comments of the file are lost.")
    {
        Flags =
        [
            Flags.Stack, Flags.Path, Flags.ConfigFile,
            Flag.Of("--plaintext", "KEY=VALUE", "Store it as it is."),
            Flag.Of("--secret", "KEY=VALUE", "Encrypt it."),
            Flag.Of("--json", "JSON", "Values as `pulumi config --json` prints them.", 'j'),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var editor = new ConfigEditor(workspace, invocation, arguments);
        foreach (var (option, secret) in new[] { ("--plaintext", false), ("--secret", true) })
            foreach (var pair in arguments.All(option))
            {
                var cut = pair.IndexOf('=', StringComparison.Ordinal);
                if (cut < 0) throw new EngineException($"{option} takes KEY=VALUE, not '{(secret ? "[secret]" : pair)}'", 2);
                editor.Set(pair[..cut], pair[(cut + 1)..], secret, arguments.Has("--path"));
            }
        foreach (var text in arguments.All("--json")) SetAll(editor, text);
        editor.Settings.Save();
        return Task.FromResult(0);
    }

    static void SetAll(ConfigEditor editor, string text)
    {
        try
        {
            foreach (var (key, entry) in JsonNode.Parse(text)!.AsObject())
            {
                var secret = entry!["secret"]?.GetValue<bool>() ?? false;
                if (entry["objectValue"] is { } value && !secret) editor.Settings.Set(editor.Settings.FullKey(key), Config.ConfigValue.OfObject(value));
                else editor.Set(key, entry["value"]?.GetValue<string>() ?? throw new EngineException($"--json has no value for '{key}'; export it with --show-secrets", 2), secret, path: false);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new EngineException("--json takes what `pulumi config --json` prints: {\"ns:key\": {\"value\": \"…\", \"secret\": false}}", 2, e);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack history [--json] [--show-secrets] [--page-size N] [--page N]</c></summary>
internal sealed class StackHistory(Workspace workspace) : ICommand
{
    public string Name => "stack history";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--show-secrets", "--full-dates"], ["--page-size", "--page"]);
        var project = workspace.Project(invocation);
        var store = workspace.Store(invocation, project, arguments["--stack"]);
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        var (size, page) = (Number(arguments, "--page-size", 10), Number(arguments, "--page", 1));
        var entries = History.Read(store.Files).Skip((page - 1) * size).Take(size).ToList();
        if (!arguments.Has("--json"))
        {
            foreach (var entry in entries) invocation.Say($"{entry.Kind} {entry.Result} {Time(entry.End)} {entry.Message}");
            return Task.FromResult(0);
        }
        var settings = workspace.Settings(project, store);
        var secrets = new StackSecrets(Workspace.Passphrase(invocation), settings.EncryptionSalt);
        invocation.Say(JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var entry in entries) Write(json, entry, arguments.Has("--show-secrets") ? secrets : null);
            json.WriteEndArray();
        }, indented: true));
        return Task.FromResult(0);
    }

    static void Write(Utf8JsonWriter json, HistoryEntry entry, StackSecrets? secrets)
    {
        json.WriteStartObject();
        json.WriteString("kind", entry.Kind);
        json.WriteString("startTime", Time(entry.Start));
        json.WriteString("message", entry.Message);
        json.WriteStartObject("environment");
        foreach (var (name, value) in entry.Environment) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartObject("config");
        foreach (var (key, value) in entry.Config)
        {
            json.WriteStartObject(key);
            if (!value.IsSecret || secrets is not null) json.WriteString("value", value.IsSecret ? Open(value, secrets!) : value.Text);
            json.WriteBoolean("secret", value.IsSecret);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteString("result", entry.Result);
        json.WriteString("endTime", Time(entry.End));
        json.WriteNumber("version", 0);
        json.WriteStartObject("resourceChanges");
        foreach (var (op, count) in entry.Changes) json.WriteNumber(op, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // An old entry may have been written under a passphrase nobody has any more; the rest of it is still worth showing.
    static string Open(ConfigValue value, StackSecrets secrets)
    {
        try
        {
            return secrets.Decrypt(value.Text);
        }
        catch (EngineException)
        {
            return "ERROR_UNABLE_TO_DECRYPT";
        }
    }

    static int Number(Arguments arguments, string option, int otherwise) => arguments[option] is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new EngineException($"{option} takes a number from 1, not '{text}'", 2);
}

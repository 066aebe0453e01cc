using System.Globalization;
using System.Text.Json;
using Infra.Sandbox.Engine.Commands.Configuration;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack history [--json] [--show-secrets] [--page-size N] [--page N]</c></summary>
internal sealed class StackHistory(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack history", "Lists what was done to the stack, newest first.")
    {
        Aliases = ["history"],
        Flags =
        [
            Flags.Stack, Flags.Json, Flags.ShowSecrets,
            Flag.Switch("--full-dates", "Print times, not how long ago."),
            Flag.Of("--page-size", "N", "How many; 10 by default."),
            Flag.Of("--page", "N", "Which page, 1 being the newest."),
        ],
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        var (size, page) = (Number(arguments, "--page-size", 10), Number(arguments, "--page", 1));
        var all = History.Read(store.Files).ToList();
        var entries = all.Index().Skip((page - 1) * size).Take(size);
        if (!arguments.Has("--json"))
        {
            foreach (var (index, entry) in entries) invocation.Say(Lines(all.Count - index, entry, arguments.Has("--full-dates") ? Time(entry.End) : Ago.Of(entry.End, workspace.Options.Time.GetUtcNow())));
            return Task.FromResult(0);
        }
        var settings = workspace.Settings(project, store, null);
        var secrets = new StackSecrets(Workspace.Passphrase(invocation), settings.EncryptionSalt);
        invocation.Say(JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var (_, entry) in entries) Write(json, entry, arguments.Has("--show-secrets") ? secrets : null);
            json.WriteEndArray();
        }, indented: true));
        return Task.FromResult(0);
    }

    static string Lines(int version, HistoryEntry entry, string when) =>
        $"Version: {version}\nUpdateKind: {entry.Kind}\nStatus: {entry.Result}{string.Concat(entry.Changes.Select(change => $" {change.Value} {change.Key}"))}\nMessage: {entry.Message}\n"
        + $"Updated {when} took {(entry.End - entry.Start).TotalSeconds:0}s\n" + string.Concat(entry.Environment.Select(variable => $"    {variable.Key}: {variable.Value}\n"));

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
            ConfigJson.WriteFields(json, value, value.IsSecret && secrets is null ? null : Open(value, secrets));
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
    static string Open(ConfigValue value, StackSecrets? secrets)
    {
        try
        {
            return value.Open(text => secrets!.Decrypt(text, "in the history"));
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

using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary>A stack's configuration file while a command reads or changes it.</summary>
internal sealed class ConfigEditor
{
    readonly Lazy<StackSecrets> secrets;

    public ConfigEditor(Workspace workspace, Invocation invocation, Arguments arguments)
        : this(workspace, invocation, workspace.Project(invocation), null, arguments)
    {
    }

    /// <param name="store">Null for the stack that the arguments name.</param>
    public ConfigEditor(Workspace workspace, Invocation invocation, ProjectSettings project, StackStore? store, Arguments? arguments)
    {
        store ??= workspace.Existing(invocation, project, arguments?["--stack"]);
        (Project, Stack) = (project, store.Files.Stack);
        Settings = workspace.Settings(project, store, arguments?["--config-file"]);
        // A file without salt takes the one of the state, so that one key opens both.
        secrets = new(() => Settings.EncryptionSalt is { } salt
            ? new StackSecrets(Workspace.Passphrase(invocation), salt)
            : store.Load(Workspace.Passphrase(invocation), null).Secrets);
    }

    public ProjectSettings Project { get; }
    public string Stack { get; }
    public StackSettings Settings { get; }

    /// <summary>The value of a key or path; null when there is none.</summary>
    public ConfigValue? Find(string key, bool path)
    {
        var (name, below) = Split(key, path);
        if (!Settings.Values.TryGetValue(name, out var value)) return null;
        if (below is null) return value;
        return !value.IsObject ? null : below.Get(JsonNode.Parse(value.Text)) switch
        {
            null => null,
            var node when ConfigValue.Ciphertext(node) is { } ciphertext => new ConfigValue(ciphertext, IsSecret: true, IsObject: false),
            JsonValue leaf => new ConfigValue(leaf.ToString(), IsSecret: false, IsObject: false),
            var node => ConfigValue.OfObject(node),
        };
    }

    /// <param name="type">string, bool, int or float; null for what the value looks like, below a path, and for a string elsewhere.</param>
    public void Set(string key, string value, bool secret, bool path, string? type = null)
    {
        var (name, below) = Split(key, path);
        if (secret) value = Encrypt(value);
        if (below is null && type is null or "string")
        {
            Settings.Set(name, new ConfigValue(value, secret, IsObject: false));
            return;
        }
        JsonNode? leaf = secret ? new JsonObject { [ConfigValue.Secure] = value } : Typed(value, type);
        if (below is null)
        {
            Settings.SetTyped(name, leaf!);
            return;
        }
        var root = Settings.Values.TryGetValue(name, out var known) ? known : null;
        if (root is { IsObject: false }) throw new EngineException($"'{name}' holds a value, which has nothing below it; remove it first with `pulumi config rm {name}`.", 2);
        Settings.Set(name, ConfigValue.OfObject(below.Set(root is null ? null : JsonNode.Parse(root.Text), leaf)));
    }

    /// <summary>As it was read, under this file's own key.</summary>
    public void Put(string key, ConfigValue value, Func<string, string> decrypt) =>
        Settings.Set(key, value with { Text = value.Change(text => Encrypt(decrypt(text))) });

    public void Remove(string key, bool path)
    {
        var (name, below) = Split(key, path);
        if (below is null)
        {
            Settings.Remove(name);
            return;
        }
        if (!Settings.Values.TryGetValue(name, out var value) || !value.IsObject) return;
        var root = JsonNode.Parse(value.Text)!;
        if (below.Remove(root)) Settings.Set(name, ConfigValue.OfObject(root));
    }

    public string Open(ConfigValue value) => value.Open(Decrypt);

    public string Decrypt(string ciphertext) => secrets.Value.Decrypt(ciphertext, $"in {Settings.FullName}");

    /// <summary>As people say it: keys of the project without its name.</summary>
    public string Pretty(string key) => key.StartsWith(Project.Name + ":", StringComparison.Ordinal) ? key[(Project.Name.Length + 1)..] : key;

    string Encrypt(string value)
    {
        var ciphertext = secrets.Value.Encrypt(value);
        Settings.EncryptionSalt = secrets.Value.Salt;
        return ciphertext;
    }

    (string Name, ConfigPath? Below) Split(string key, bool path)
    {
        if (!path) return (Settings.FullKey(key), null);
        var parsed = ConfigPath.Parse(key);
        return (Settings.FullKey(parsed.Key), parsed.Below.IsEmpty ? null : parsed);
    }

    static JsonValue Typed(string value, string? type) => type switch
    {
        "string" => JsonValue.Create(value),
        "bool" => bool.TryParse(value, out var flag) ? JsonValue.Create(flag) : throw NoSuch(value, type),
        "int" => long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : throw NoSuch(value, type),
        "float" => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : throw NoSuch(value, type),
        null when value is "true" or "false" => JsonValue.Create(value == "true"),
        null when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == value => JsonValue.Create(number),
        null => JsonValue.Create(value),
        _ => throw new EngineException($"--type takes string, bool, int or float, not '{type}'", 2),
    };

    static EngineException NoSuch(string value, string type) => new($"'{value}' is no {type}", 2);
}

using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>A stack's configuration file while a command changes it.</summary>
internal sealed class ConfigEditor
{
    readonly Lazy<StackSecrets> secrets;

    public ConfigEditor(Workspace workspace, Invocation invocation, Arguments arguments)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Store(invocation, project, arguments["--stack"]);
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        Settings = workspace.Settings(project, store);
        // A file without salt takes the one of the state, so that one key opens both.
        secrets = new(() => Settings.EncryptionSalt is { } salt
            ? new StackSecrets(Workspace.Passphrase(invocation), salt)
            : store.Load(Workspace.Passphrase(invocation), null).Secrets);
    }

    public StackSettings Settings { get; }

    public void Set(string key, string value, bool secret, bool path)
    {
        if (path && key.AsSpan().IndexOfAny('.', '[') >= 0) throw new EngineException($"The sandbox sets whole keys only; '{key}' is a path into one. Set the key to a JSON text.", 2);
        Settings.Set(Settings.FullKey(key), new ConfigValue(secret ? secrets.Value.Encrypt(value) : value, secret, IsObject: false));
        if (secret) Settings.EncryptionSalt = secrets.Value.Salt;
    }

    public string Open(ConfigValue value) => value.IsSecret ? secrets.Value.Decrypt(value.Text) : value.Text;
}

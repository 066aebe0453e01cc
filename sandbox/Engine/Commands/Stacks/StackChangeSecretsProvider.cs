using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack change-secrets-provider passphrase</c>: another passphrase for all secrets of state and configuration.</summary>
internal sealed class StackChangeSecretsProvider(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack change-secrets-provider", "Keeps the stack's secrets under a new passphrase, asked for on a terminal or read from standard input.")
    {
        Takes = "passphrase",
        Flags = [Flags.Stack],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        if (arguments.Words[0] is not ("passphrase" or "default")) throw new EngineException($"'{arguments.Words[0]}' is not supported by the sandbox; it has 'passphrase'.", 2);
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        using var hold = StackLock.Take(store.Files, workspace.Options.Time);
        var stack = workspace.Open(invocation, project, store, null);
        var settings = workspace.Settings(project, stack.Store, null);
        var before = Workspace.ConfigSecrets(invocation, settings, stack.Secrets);
        var passphrase = New(invocation);
        var after = new StackSecrets(() => passphrase, salt: null);
        foreach (var (key, value) in settings.Values.Where(entry => entry.Value.IsSecret))
            settings.Set(key, value with { Text = value.Change(text => after.Encrypt(before.Decrypt(text, $"'{key}' in {settings.FullName}"))) });
        // Also a stack without secrets gets the salt of the new passphrase, for those to come.
        after.Encrypt("");
        stack.Store.Save(stack.Snapshot, after);
        settings.EncryptionSalt = after.Salt;
        settings.Save();
        invocation.Say($"The secrets of '{stack.Name}' are kept under the new passphrase; set PULUMI_CONFIG_PASSPHRASE to it.");
        return Task.FromResult(0);
    }

    static string New(Invocation invocation) => invocation.Terminal is { } terminal ? NewPassphrase.Ask(terminal, "Enter your new passphrase to protect config/secrets: ")
        : invocation.Input?.TrimEnd('\r', '\n') is { Length: > 0 } given ? given
        : throw new EngineException("There is no terminal to ask for the new passphrase on; give it on standard input.", 2);
}

using Infra.Sandbox.Engine.Commands.Configuration;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack init NAME</c></summary>
internal sealed class StackInit(Workspace workspace) : ICommand
{
    public static readonly Flag SecretsProvider = Flag.Of("--secrets-provider", "NAME", "What keeps its secrets: the sandbox has 'passphrase'.");

    public CommandSpec Spec { get; } = new("stack init", "Makes an empty stack and selects it.")
    {
        Takes = "[NAME]",
        Flags =
        [
            Flags.Stack, SecretsProvider,
            Flag.Switch("--no-select", "Don't select it."),
            Flag.Of("--copy-config-from", "NAME", "Copy the configuration of this stack."),
            Flag.Quiet("--teams", "NAMES"),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var name = arguments.First ?? arguments["--stack"] ?? invocation.Terminal?.Ask("stack name: ", secret: false);
        Create(workspace, invocation, project, name is { Length: > 0 } ? name : throw new EngineException("no stack is named; give `pulumi stack init NAME`", 2), arguments);
        return Task.FromResult(0);
    }

    public static StackStore Create(Workspace workspace, Invocation invocation, Config.ProjectSettings project, string name, Arguments arguments)
    {
        if (arguments["--secrets-provider"] is { } provider and not ("passphrase" or "default"))
            throw new EngineException($"--secrets-provider {provider} is not supported by the sandbox; it has 'passphrase'.", 2);
        var source = arguments["--copy-config-from"] is { } other ? workspace.Existing(invocation, project, other) : null;
        var store = workspace.Store(invocation, project, name);
        if (!store.Files.Exist) Protect(workspace, invocation, project, store);
        store.Create();
        if (source is not null) ConfigCopy.All(new ConfigEditor(workspace, invocation, project, source, null), new ConfigEditor(workspace, invocation, project, store, null));
        if (!arguments.Has("--no-select")) workspace.Home.Select(project, store.Files.Stack);
        invocation.Say($"Created stack '{store.Files.Stack}'");
        return store;
    }

    /// <summary>Where a person types the passphrase, they do so before there is anything that a slip could lock away.</summary>
    static void Protect(Workspace workspace, Invocation invocation, Config.ProjectSettings project, StackStore store)
    {
        var settings = workspace.Settings(project, store, null);
        if (invocation.Terminal is not { } terminal || Passphrase.IsGiven(invocation.Variable) || settings.EncryptionSalt is not null) return;
        var passphrase = NewPassphrase.Ask(terminal, "Enter your passphrase to protect config/secrets: ");
        var secrets = new StackSecrets(() => passphrase, salt: null);
        secrets.Encrypt("");
        settings.EncryptionSalt = secrets.Salt;
        settings.Save();
    }
}

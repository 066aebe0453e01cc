using System.Collections.Concurrent;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.Sessions;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>What commands share: from an invocation to its project, backend and stack.</summary>
internal sealed class Workspace(EngineOptions options, PulumiHome home, PolicyPacks packs, WorldAccess world)
{
    readonly ConcurrentDictionary<string, Cloud> clouds = new(StringComparer.Ordinal);

    public EngineOptions Options => options;

    public PulumiHome Home => home;

    public PolicyPacks Packs => packs;

    public ProjectSettings Project(Invocation invocation) => ProjectSettings.Find(invocation.WorkingDirectory);

    public ProjectSettings? ProjectIfAny(Invocation invocation) => ProjectSettings.FindIfAny(invocation.WorkingDirectory);

    public FileBackend Backend(Invocation invocation, ProjectSettings? project) => FileBackend.Open(
        invocation.Variable("PULUMI_BACKEND_URL") is { Length: > 0 } url ? url : project?.BackendUrl ?? home.Backend
            ?? throw new EngineException("No backend is set: run `pulumi login file://FOLDER` or `pulumi login --local`, give PULUMI_BACKEND_URL=file://FOLDER, or write 'backend: { url: … }' in Pulumi.yaml.", 2),
        project?.Folder ?? invocation.WorkingDirectory);

    /// <param name="name">Null for the selected one.</param>
    public StackStore Store(Invocation invocation, ProjectSettings project, string? name) => new(Backend(invocation, project).Stack(project.Name, name ?? Selected(invocation, project)
        ?? throw new EngineException("no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one, or pass --stack NAME", 2)), options.Time);

    /// <summary>The stack of commands that name none; null when none is selected.</summary>
    public string? Selected(Invocation invocation, ProjectSettings project) =>
        invocation.Variable("PULUMI_STACK") is { Length: > 0 } stack ? stack : home.SelectedStack(project);

    /// <exception cref="EngineException">There is no such stack.</exception>
    public StackStore Existing(Invocation invocation, ProjectSettings project, string? name)
    {
        var store = Store(invocation, project, name);
        return store.Files.Exist ? store : throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
    }

    /// <param name="named">Of <c>--config-file</c>; null for the stack's own.</param>
    public string SettingsFile(ProjectSettings project, string stack, string? named) =>
        named is null ? Path.Combine(project.SettingsFolder, $"Pulumi.{stack}.yaml") : Path.GetFullPath(named, project.Folder);

    public StackSettings Settings(ProjectSettings project, StackStore store, string? named) =>
        StackSettings.Load(SettingsFile(project, store.Files.Stack, named), project.Name);

    public OpenStack Open(Invocation invocation, Arguments arguments)
    {
        var project = Project(invocation);
        return Open(invocation, project, Store(invocation, project, arguments["--stack"]), arguments["--config-file"]);
    }

    public OpenStack Open(Invocation invocation, ProjectSettings project, StackStore store, string? configFile)
    {
        var settings = Settings(project, store, configFile);
        var (snapshot, secrets) = store.Load(Passphrase(invocation), settings.EncryptionSalt);
        return new OpenStack
        {
            Name = store.Files.Stack,
            Project = project.Name,
            WorkingDirectory = project.Folder,
            Store = store,
            Snapshot = snapshot,
            Secrets = secrets,
            StoredConfig = settings.Values,
            Config = StackConfig.Open(settings.Values, ConfigSecrets(invocation, settings, secrets), settings.FullName),
        };
    }

    /// <summary>Configuration has the salt of its file; state may have another.</summary>
    public static StackSecrets ConfigSecrets(Invocation invocation, StackSettings settings, StackSecrets state) =>
        settings.EncryptionSalt is { } salt && salt != state.Salt ? new StackSecrets(Passphrase(invocation), salt) : state;

    public static Func<string> Passphrase(Invocation invocation) => invocation.Passphrase;

    public OperationHost Host(Invocation invocation)
    {
        var backend = Backend(invocation, Project(invocation));
        var cloud = clouds.GetOrAdd(backend.Root, root => Cloud.Of(root, options.Time));
        return new OperationHost(options, backend, cloud, packs, world.GetAsync, Passphrase(invocation), invocation.Variables);
    }
}

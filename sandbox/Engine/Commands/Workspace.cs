using System.Collections.Concurrent;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Providers.Aws;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>What commands share: from an invocation to its project, backend and stack.</summary>
internal sealed class Workspace(EngineOptions options, PolicyPacks packs, WorldAccess world)
{
    readonly ConcurrentDictionary<string, Cloud> clouds = new(StringComparer.Ordinal);

    public EngineOptions Options => options;

    public ProjectSettings Project(Invocation invocation) => ProjectSettings.Find(invocation.WorkingDirectory);

    public FileBackend Backend(Invocation invocation, ProjectSettings? project) => FileBackend.Open(
        invocation.Variable("PULUMI_BACKEND_URL") is { Length: > 0 } url ? url : project?.BackendUrl
            ?? throw new EngineException("No backend is set: give PULUMI_BACKEND_URL=file://FOLDER or 'backend: { url: … }' in Pulumi.yaml.", 2),
        project?.Folder ?? invocation.WorkingDirectory);

    public StackStore Store(Invocation invocation, string? name) => Store(invocation, Project(invocation), name);

    public StackStore Store(Invocation invocation, ProjectSettings project, string? name) =>
        new(Backend(invocation, project).Stack(project.Name, name ?? throw new EngineException("no stack is named; pass --stack NAME", 2)), options.Time);

    public StackSettings Settings(ProjectSettings project, StackStore store) => StackSettings.Load(project.Folder, project.Name, store.Files.Stack);

    public OpenStack Open(Invocation invocation, string? name)
    {
        var project = Project(invocation);
        var store = Store(invocation, project, name);
        var settings = Settings(project, store);
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
            Config = StackConfig.Open(settings.Values, ConfigSecrets(invocation, settings, secrets)),
        };
    }

    /// <summary>Configuration has the salt of its file; state may have another.</summary>
    public static StackSecrets ConfigSecrets(Invocation invocation, StackSettings settings, StackSecrets state) =>
        settings.EncryptionSalt is { } salt && salt != state.Salt ? new StackSecrets(Passphrase(invocation), salt) : state;

    public static Func<string> Passphrase(Invocation invocation) => () => Secrets.Passphrase.From(invocation.Variable);

    public OperationHost Host(Invocation invocation)
    {
        var backend = Backend(invocation, Project(invocation));
        var cloud = clouds.GetOrAdd(backend.Root, root => new Cloud(Path.Combine(root, "sandbox", "cloud.jsonl")));
        return new OperationHost(options, backend, cloud, packs, world.GetAsync, Passphrase(invocation), invocation.Variables);
    }
}

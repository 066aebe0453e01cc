using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What an operation finds around it.</summary>
internal sealed class OperationHost(EngineOptions options, FileBackend backend, Cloud cloud, PolicyPacks packs, Func<CancellationToken, Task<WorldClient>> world, Func<string> passphrase, IReadOnlyDictionary<string, string?> environment)
{
    public EngineOptions Options => options;
    public Cloud Cloud => cloud;
    public Func<CancellationToken, Task<WorldClient>> World => world;

    public async Task<PackLease> PacksAsync(OperationRequest request, OpenStack stack, CancellationToken ct) => request.Kind == OperationKind.Update && request.PolicyPacks.Length > 0
        ? await packs.LeaseAsync(request.PolicyPacks, About(request, stack), PackPlace.Of(stack.WorkingDirectory, environment), ct)
        : PackLease.None;

    static AnalyzerStackConfigureRequest About(OperationRequest request, OpenStack stack) => new()
    {
        Stack = stack.Name,
        Project = stack.Project,
        Organization = StackFiles.Organization,
        DryRun = request.IsPreview,
        Config = { stack.Config.Values },
        ConfigSecretKeys = { stack.Config.SecretKeys },
        Tags = { stack.Store.Tags() },
    };

    /// <summary>A stack as it was last saved; of the one at work, as it was before.</summary>
    public Snapshot? Read(OpenStack own, string name)
    {
        var files = backend.Stack(own.Project, name);
        if (files == own.Store.Files) return own.Snapshot;
        if (!files.Exist) return null;
        return new StackStore(files, options.Time).Load(passphrase, null).Snapshot;
    }
}

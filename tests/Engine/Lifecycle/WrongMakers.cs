using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>For each promise, engines that break it, each by one believable mistake.</summary>
static class WrongMakers
{
    public static IReadOnlyList<(string Promise, string Mistake, Maker Maker)> All { get; } =
    [
        (Promises.Foretold, "a preview takes what is unknown for unchanged", new() { Provider = (provider, preview) => preview ? new Optimist(provider) : provider }),
        (Promises.Foretold, "a preview calls a replacement an update", new() { Provider = (provider, preview) => preview ? new Optimist(provider, neverReplaces: true) : provider }),
        (Promises.Still, "what was changed is not kept", new() { Save = Each(resource => resource.Type == Land.Type ? resource with { Inputs = resource.Inputs.Remove("tags") } : resource) }),
        (Promises.Mended, "what was begun is forgotten", new() { Save = after => after with { PendingOperations = [] } }),
        (Promises.Mended, "that it is only half made is forgotten", new() { Save = Each(resource => resource with { InitErrors = [] }) }),
        (Promises.Left, "retaining is forgotten", new() { Save = Each(resource => resource with { RetainOnDelete = false }) }),
        (Promises.Left, "protection is forgotten", new() { Save = Each(resource => resource with { Protect = false }) }),
        (Promises.Loads, "what was made is not logged", new() { Logs = line => !line.RootElement.TryGetProperty("put", out var urn) || !urn.GetString()!.EndsWith("::default", StringComparison.Ordinal) }),
        (Promises.Once, "the mark of what was replaced is not logged", new() { Logs = line => !line.RootElement.TryGetProperty("mark", out _) }),
        (Promises.Ordered, "dependencies are forgotten", new() { Save = Each(resource => resource with { Dependencies = [], PropertyDependencies = ResourceState.NoDependencies, Parent = "" }) }),
        (Promises.True, "what is to be deleted is forgotten", new() { Save = after => after with { Resources = [.. after.Resources.Where(resource => !resource.Delete)] } }),
        (Promises.True, "a deletion is not passed on", new() { Provider = (provider, _) => new Optimist(provider, neverDeletes: true) }),
    ];

    static Func<Snapshot, Snapshot> Each(Func<ResourceState, ResourceState> change) => after => after with { Resources = [.. after.Resources.Select(change)] };

    /// <summary>A provider that sees less than there is to do.</summary>
    sealed class Optimist(IProvider inner, bool neverReplaces = false, bool neverDeletes = false) : IProvider
    {
        public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => inner.Check(of, olds, news);

        public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) => neverDeletes ? inner.Diff(of, oldInputs, oldOutputs, news)
            : neverReplaces ? inner.Diff(of, oldInputs, oldOutputs, news) with { ReplaceKeys = [] }
            : inner.Diff(of, oldInputs, oldOutputs, news.Select((name, value) => value.HasUnknown ? oldInputs[name] ?? value : value));

        public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) => inner.CreateAsync(of, inputs, preview, ct);

        public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => inner.ReadAsync(of, id, inputs, outputs, ct);

        public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
            inner.UpdateAsync(of, id, oldInputs, oldOutputs, news, preview, ct);

        public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
            neverDeletes ? Task.CompletedTask : inner.DeleteAsync(of, id, inputs, outputs, ct);

        public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => inner.AbandonAsync(of, known, ct);

        public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => inner.InvokeAsync(token, args, ct);
    }
}

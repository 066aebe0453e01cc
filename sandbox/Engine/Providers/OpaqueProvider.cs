using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>Keeps resources whose definition nobody has: what goes in comes out, everything changes in place, and only the state knows of them.</summary>
internal sealed class OpaqueProvider(string package) : IProvider
{
    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => new(news, []);

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) =>
        PropertyDiff.Of(oldInputs, news) is { Count: > 0 } changes ? new DiffResult(changes, [], false) : DiffResult.None;

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) =>
        Task.FromResult(new Made(preview ? "" : Guid.NewGuid().ToString(), inputs, inputs));

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        Task.FromResult(outputs.Count == 0 ? null : new Made(id, inputs, outputs));

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
        Task.FromResult(news);

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => Task.CompletedTask;

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) =>
        throw new EngineException($"The sandbox has no provider for the package '{package}', so nobody answers the function '{token}'.");
}

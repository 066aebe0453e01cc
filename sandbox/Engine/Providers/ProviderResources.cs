using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>Provider resources are resources too: checking one tries its configuration, creating one gives it an id.</summary>
internal sealed class ProviderResources(ProviderRegistry registry) : IProvider
{
    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news)
    {
        registry.Create(of.Type["pulumi:providers:".Length..], news);
        return new CheckResult(news, []);
    }

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) =>
        PropertyDiff.Of(Unfolded(oldInputs), Unfolded(news)) is { Count: > 0 } changes ? new DiffResult(changes, [], false) : DiffResult.None;

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) =>
        Task.FromResult(new Made(preview ? "" : Guid.NewGuid().ToString(), inputs, inputs));

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        Task.FromResult<Made?>(new Made(id, inputs, outputs));

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
        Task.FromResult(news);

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => Task.CompletedTask;

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) =>
        throw new EngineException($"A provider resource has no function '{token}'.");

    static PropertyMap Unfolded(PropertyMap inputs) => inputs.Select((_, value) => JsonCodec.Unfold(value));
}

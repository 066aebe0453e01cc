using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>Stands before a provider: a type that no definition knows never comes to it, but is refused, or is opaque where that is allowed.</summary>
/// <param name="cloud">As people call it.</param>
internal sealed class DefinedTypes(PackageDefinition package, string cloud, IProvider inner, bool allowsUnknown) : IProvider
{
    readonly OpaqueProvider opaque = new(package.Name);

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => allowsUnknown || Knows(of)
        ? For(of).Check(of, olds, news)
        : throw new EngineException($"The sandbox's {cloud} doesn't know the type '{of.Type}'{Nearest.Hint(of.Type, package.Resources.Keys)}; it knows {string.Join(", ", package.Resources.Keys.Order(StringComparer.Ordinal))}. --allow-unknown-types keeps such a resource as the program gives it, unchecked.");

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news) => For(of).Diff(of, oldInputs, oldOutputs, news);

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct) => For(of).CreateAsync(of, inputs, preview, ct);

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => For(of).ReadAsync(of, id, inputs, outputs, ct);

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct) =>
        For(of).UpdateAsync(of, id, oldInputs, oldOutputs, news, preview, ct);

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) => For(of).DeleteAsync(of, id, inputs, outputs, ct);

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => For(of).AbandonAsync(of, known, ct);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => inner.InvokeAsync(token, args, ct);

    IProvider For(Subject of) => Knows(of) ? inner : opaque;

    bool Knows(Subject of) => package.Resources.ContainsKey(of.Type);
}

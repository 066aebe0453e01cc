using System.Collections.Concurrent;
using Infra.Rpc;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The configured providers of a run, by reference (<c>urn::id</c>).</summary>
/// <param name="create">A package's provider for a configuration.</param>
internal sealed class ProviderRegistry(Func<string, PropertyMap, IProvider> create)
{
    readonly ConcurrentDictionary<string, IProvider> configured = new(StringComparer.Ordinal);

    public static string Reference(ResourceState provider) => $"{provider.Urn}::{(provider.Id.Length > 0 ? provider.Id : WireValues.Unknown)}";

    public static string UrnOf(string reference) => reference[..reference.LastIndexOf("::", StringComparison.Ordinal)];

    /// <summary>Only packages that this engine has can be configured.</summary>
    public void Configure(ResourceState provider) => configured[Reference(provider)] = Create(provider.Type["pulumi:providers:".Length..], provider.Inputs);

    /// <summary>The provider of a reference; one that only the state knows is configured from there.</summary>
    public IProvider Find(string reference, IEnumerable<ResourceState> known)
    {
        if (configured.TryGetValue(reference, out var found)) return found;
        var urn = UrnOf(reference);
        var state = known.FirstOrDefault(resource => resource.Urn == urn && Reference(resource) == reference)
            ?? throw new EngineException($"The provider {reference} is neither registered nor in the state.");
        Configure(state);
        return configured[reference];
    }

    public IProvider Create(string package, PropertyMap inputs) => create(package, inputs);
}

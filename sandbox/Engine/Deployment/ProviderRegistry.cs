using System.Collections.Concurrent;
using Infra.Rpc;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Providers.Aws;
using Infra.Sandbox.Engine.Providers.Kubernetes;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Faults;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The configured providers of a run, by reference (<c>urn::id</c>).</summary>
internal sealed class ProviderRegistry(bool allowsUnknown, AwsHost aws, KubernetesHost kubernetes, IProvider builtin)
{
    readonly ResourceFaults faults = new(new FaultBook(aws.Options.WorldFolder));
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

    public IProvider Create(string package, PropertyMap inputs) => package switch
    {
        "aws" => Simulated(aws.Package, "AWS", new AwsProvider(AwsSettings.From(inputs, aws.Options), aws)),
        "kubernetes" => Simulated(kubernetes.Package, "Kubernetes", new KubernetesProvider(KubernetesSettings.From(inputs), kubernetes)),
        "pulumi" => builtin,
        _ when allowsUnknown => new OpaqueProvider(package),
        _ => throw new EngineException($"The sandbox has no provider for the package '{package}'; it has aws and kubernetes. Run this stack on the engine 'pulumi', or keep its resources unchecked with --allow-unknown-types."),
    };

    DefinedTypes Simulated(PackageDefinition package, string cloud, IProvider provider) =>
        new(package, cloud, new FaultyProvider(provider, faults, aws.Options.Time), allowsUnknown);
}

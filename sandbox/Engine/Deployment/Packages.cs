using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Providers.Aws;
using Infra.Sandbox.Engine.Providers.Kubernetes;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Faults;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The packages that this engine has.</summary>
internal sealed class Packages(bool allowsUnknown, AwsHost aws, KubernetesHost kubernetes, IProvider builtin)
{
    readonly ResourceFaults faults = new(new FaultBook(aws.Options.WorldFolder));

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

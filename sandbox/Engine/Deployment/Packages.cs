using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Providers.Aws;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The packages that this engine has.</summary>
internal sealed class Packages(AwsHost aws, IProvider builtin)
{
    public IProvider Create(string package, PropertyMap inputs) => package switch
    {
        "aws" => new FaultyProvider(new AwsProvider(AwsSettings.From(inputs, aws.Options), aws), aws.Faults, aws.Options.Time),
        "pulumi" => builtin,
        _ => throw new EngineException($"The sandbox has no provider for the package '{package}'; it has aws. Run this stack on the engine 'pulumi'."),
    };
}

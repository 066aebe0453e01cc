using System.Collections.Immutable;

namespace Infra.Sandbox.Definitions;

/// <summary>A function of the provider, e.g. <c>aws:index/getRegion:getRegion</c>, which is <c>Pulumi.Aws.GetRegion</c>.</summary>
/// <param name="Outputs">What it answers. Unlike a resource, it repeats the inputs only where they are listed.</param>
public sealed record FunctionDefinition(
    string Token,
    string CSharp,
    ImmutableArray<PropertyDefinition> Inputs,
    ImmutableArray<PropertyDefinition> Outputs);

using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Traffic;

/// <summary>What the rule is made of, and beside it what policies judge it by.</summary>
internal sealed class AwsTrafficArgs : ResourceArgs
{
    public required RouteSpec Route { get; init; }
    public required Input<string> ListenerArn { get; init; }
    public required string LogGroup { get; init; }
    public required ImmutableArray<Side> Sides { get; init; }

    /// <summary>What users are told while no side is attached.</summary>
    public required string Nobody { get; init; }

    [Input("serving", required: true)]
    public required Input<string> Serving { get; init; }

    [Input("servingFingerprint", required: true)]
    public required Input<string> ServingFingerprint { get; init; }

    [Input("blueAttached", required: true)]
    public required Input<bool> BlueAttached { get; init; }

    [Input("blueWeight", required: true)]
    public required Input<int> BlueWeight { get; init; }

    [Input("blueRelease", required: true)]
    public required Input<string> BlueRelease { get; init; }

    [Input("greenAttached", required: true)]
    public required Input<bool> GreenAttached { get; init; }

    [Input("greenWeight", required: true)]
    public required Input<int> GreenWeight { get; init; }

    [Input("greenRelease", required: true)]
    public required Input<string> GreenRelease { get; init; }
}

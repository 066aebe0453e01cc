using Infra.Stacks.Platforms;
using Pulumi;

namespace Infra.Stacks.Traffic;

/// <summary>What the rule is made of, and beside it what policies judge it by.</summary>
internal sealed class ServiceTrafficArgs : ResourceArgs
{
    public required IGround Ground { get; init; }
    public required TrafficSpec Spec { get; init; }

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

using Infra.Stacks.Platforms;
using Pulumi;

namespace Infra.Stacks.Environment;

/// <summary>What it is made of, and beside it what policies judge it by.</summary>
internal sealed class ServiceEnvironmentArgs : ResourceArgs
{
    public required IPlatform Platform { get; init; }
    public required EnvironmentSpec Spec { get; init; }

    [Input("release", required: true)]
    public required Input<string> Release { get; init; }

    [Input("image", required: true)]
    public required Input<string> Image { get; init; }

    [Input("environment", required: true)]
    public required InputMap<string> Variables { get; init; }

    [Input("fingerprint", required: true)]
    public required Input<string> Fingerprint { get; init; }

    /// <summary>Whether the traffic stack says that this side serves users.</summary>
    [Input("serves", required: true)]
    public required Input<bool> Serves { get; init; }

    /// <summary>The fingerprint with which it serves; empty while it does not.</summary>
    [Input("servingFingerprint", required: true)]
    public required Input<string> ServingFingerprint { get; init; }
}

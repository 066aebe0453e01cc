using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>Where a service's traffic can be read and set, as its stacks published it; empty where a stack has not published it yet.</summary>
public sealed record Route
{
    public required ServiceKey Key { get; init; }
    public required string ProductionListenerArn { get; init; }
    public required string ProductionUrl { get; init; }
    public required string TestUrl { get; init; }
    public required string RuleArn { get; init; }
    public required string BlueTargetGroupArn { get; init; }
    public required string GreenTargetGroupArn { get; init; }

    public string TargetGroupArn(Colour colour) => colour == Colour.Blue ? BlueTargetGroupArn : GreenTargetGroupArn;

    /// <summary>A request to <see cref="TestUrl"/> with this value in the header <see cref="StackOutputs.TestHeader"/> reaches that side.</summary>
    public string TestHeaderValue(Colour colour) => $"{Key.Service}-{colour.Word}";
}

using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Traffic;

/// <summary>Where a service's traffic can be read and set, as its stacks published it; empty where a stack has not published it yet.</summary>
public sealed record Route
{
    public required ServiceKey Key { get; init; }
    public required string ProductionListener { get; init; }
    public required string ProductionUrl { get; init; }
    public required string TestUrl { get; init; }
    public required string Rule { get; init; }
    public required string BlueTargets { get; init; }
    public required string GreenTargets { get; init; }

    public string Targets(Colour colour) => colour == Colour.Blue ? BlueTargets : GreenTargets;

    /// <summary>A request to <see cref="TestUrl"/> with this value in the header <see cref="StackOutputs.TestHeader"/> reaches that side.</summary>
    public string TestHeaderValue(Colour colour) => $"{Key.Service}-{colour.Word}";
}

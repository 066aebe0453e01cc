using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>A service in a stage as its stacks say it is.</summary>
public sealed record Present
{
    public required TrafficSplit Split { get; init; }
    public required Release Blue { get; init; }
    public required Release Green { get; init; }

    public Release this[Colour colour] => colour == Colour.Blue ? Blue : Green;
}

using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>A service in a stage as its stacks say it is.</summary>
public sealed record Present
{
    public required TrafficSplit Split { get; init; }
    public required Release Blue { get; init; }
    public required Release Green { get; init; }

    /// <summary>The side that users are on: as the stack says, or else the one with the traffic; null when nobody has any.</summary>
    /// <remarks>A first release that was ended between its shift and its promotion has all the users, and no stack says that it serves.</remarks>
    public Colour? Stable => Split.Serving ?? Split switch
    {
        { Blue.Weight.InPercent: 0, Green.Weight.InPercent: 0 } => null,
        _ => Split.Blue.Weight < Split.Green.Weight ? Colour.Green : Colour.Blue,
    };

    public Release this[Colour colour] => colour == Colour.Blue ? Blue : Green;
}

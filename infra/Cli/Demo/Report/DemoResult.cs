using System.Collections.Immutable;
using Infra.Cli.Views;

namespace Infra.Cli.Demo.Report;

/// <summary>What the demo found; the JSON's shape is promised.</summary>
internal sealed record DemoResult
{
    public required double Seconds { get; init; }
    public required string Router { get; init; }
    public required ImmutableArray<RolloutFigures> Rollouts { get; init; }
    public required PolicyFigures Policy { get; init; }
    public required PreviewFigures PreviewAfter { get; init; }

    internal sealed record PolicyFigures(int Resources, int Policies, ImmutableArray<ViolationResult> Violations);

    internal sealed record PreviewFigures(int Changes);
}

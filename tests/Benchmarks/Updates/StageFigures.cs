namespace Infra.Benchmarks.Updates;

/// <summary>What one process measured of a stage of one size.</summary>
/// <param name="Changes">All that the previews would do, as a proof that they looked.</param>
/// <param name="Seconds">Of all previews, one after another, as <c>infra preview</c> runs them.</param>
/// <param name="PeakBytes">The most memory that the process had by then.</param>
internal sealed record StageFigures(int Stacks, int Changes, double Seconds, long PeakBytes);

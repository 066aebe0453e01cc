namespace Infra.Benchmarks.Updates;

/// <summary>What one process measured of a program of one size.</summary>
/// <param name="Up">Seconds of the update that makes everything.</param>
/// <param name="Again">Seconds of a second update, which changes nothing.</param>
/// <param name="Preview">Seconds of a preview that finds no change.</param>
/// <param name="Mocks">Seconds of the same program under mocks: the SDK's own share.</param>
/// <param name="PeakBytes">The most memory that the process had by the end of the first update.</param>
internal sealed record UpFigures(int Resources, double Up, double Again, double Preview, double Mocks, long PeakBytes);

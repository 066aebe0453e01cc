namespace Infra.Benchmarks.Policies;

/// <param name="First">Seconds from the process's start to its first answer.</param>
/// <param name="PerSecond">Resources judged, once it is warm.</param>
/// <param name="Findings">All that it said of them: whoever says another number judges otherwise.</param>
internal sealed record PolicyFigures(double First, double PerSecond, int Findings);

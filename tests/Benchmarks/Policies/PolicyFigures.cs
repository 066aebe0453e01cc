namespace Infra.Benchmarks.Policies;

/// <param name="First">Seconds from the process's start to its first answer.</param>
/// <param name="Cold">Resources judged a second, the first time that all of them are.</param>
/// <param name="PerSecond">The same, once it is warm.</param>
/// <param name="Findings">All that it said of them: whoever says another number judges otherwise.</param>
internal sealed record PolicyFigures(double First, double Cold, double PerSecond, int Findings);

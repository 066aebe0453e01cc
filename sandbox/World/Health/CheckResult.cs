namespace Infra.Sandbox.World.Health;

/// <param name="Reason">Why it failed, in a sentence; empty when it passed.</param>
internal readonly record struct CheckResult(bool Passed, string Reason);

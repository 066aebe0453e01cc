using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Events;

/// <summary>How an operation ended.</summary>
/// <param name="Result">succeeded, failed or canceled.</param>
/// <param name="Changes">Steps by operation.</param>
internal sealed record RunSummary(string Result, TimeSpan Duration, ImmutableSortedDictionary<string, int> Changes, ImmutableSortedDictionary<string, string> PolicyPacks);

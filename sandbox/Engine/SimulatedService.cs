using System.Collections.Immutable;

namespace Infra.Sandbox.Engine;

/// <summary>What a Service of a simulated cluster says.</summary>
/// <param name="Version">Another one after every change.</param>
public sealed record SimulatedService(ImmutableSortedDictionary<string, string> Selector, ImmutableSortedDictionary<string, string> Annotations, double Version);

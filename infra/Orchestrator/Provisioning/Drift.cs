using System.Collections.Immutable;

namespace Infra.Orchestrator.Provisioning;

/// <summary>A resource that is not what the stack last made of it, and that an update would put back. What autoscaling owns is none.</summary>
/// <param name="IsGone">It isn't there any more; then there are no properties.</param>
public sealed record Drift(string Urn, string Type, bool IsGone, ImmutableArray<PropertyDrift> Properties);

/// <param name="Path">Such as <c>actions[0].forward.targetGroups[0].weight</c>.</param>
/// <param name="Was">As JSON; null for what was not there.</param>
/// <param name="Is">As JSON; null for what is gone.</param>
public sealed record PropertyDrift(string Path, string? Was, string? Is);

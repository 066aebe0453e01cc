namespace Infra.Platforms.Aws;

/// <summary>One metric of an Application Load Balancer, minute by minute.</summary>
/// <param name="TargetGroup">Null for what the balancer as a whole did.</param>
internal sealed record Metric(string Name, string Stat, string? TargetGroup = null);

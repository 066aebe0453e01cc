namespace Infra.Catalog;

/// <summary>How the balancer asks a replica whether it can serve.</summary>
public sealed record HealthSpec
{
    public required string Path { get; init; }
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
    public int Healthy { get; init; } = 2;
    public int Unhealthy { get; init; } = 3;
    public string Matcher { get; init; } = "200";
}

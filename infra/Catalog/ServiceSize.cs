namespace Infra.Catalog;

/// <summary>How big a service is in one stage; null where it is as everywhere.</summary>
public sealed record ServiceSize
{
    public int? Replicas { get; init; }

    /// <summary>In 1/1024 of a virtual CPU.</summary>
    public int? Cpu { get; init; }

    /// <summary>In MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>The EC2 instance type.</summary>
    public string? Instance { get; init; }
}

using Infra.Sandbox.Engine.Analyzers;

namespace Infra.Sandbox.Engine;

/// <summary>What the composer of an engine decides.</summary>
public sealed record EngineOptions
{
    /// <summary>Where the world of the simulated clouds lives.</summary>
    public required string WorldFolder { get; init; }

    /// <summary>The world ends with this process.</summary>
    public bool PrivateWorld { get; init; }

    /// <summary>Where a user's login and selected stacks are kept; null where every command names its own.</summary>
    public string? Home { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public PackPatience Packs { get; init; } = new();

    /// <summary>How long a service may take to become steady when its program waits for that.</summary>
    public TimeSpan SteadyStateTimeout { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a service with a circuit breaker may go on failing to start.</summary>
    public TimeSpan CircuitBreakerPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The account that the simulated AWS is.</summary>
    public string AwsAccount { get; init; } = "000000000000";

    /// <summary>The region when the program gives none.</summary>
    public string AwsRegion { get; init; } = "eu-west-1";
}

using System.Collections.Immutable;
using Infra.Catalog.Rollouts;

namespace Infra.Catalog;

/// <summary>One deployable thing.</summary>
public sealed record Service
{
    public required string Name { get; init; }

    /// <summary>The repository of its artefacts, such as <c>shop/web</c>; for an Auto Scaling group the name of its AMIs.</summary>
    public required string Artefact { get; init; }

    /// <summary>Stages in which it runs on another platform than the stage's.</summary>
    public ImmutableSortedDictionary<string, PlatformKind> Platforms { get; init; } = ImmutableSortedDictionary<string, PlatformKind>.Empty;

    /// <summary>Stages in which it has another size than everywhere.</summary>
    public ImmutableSortedDictionary<string, ServiceSize> Sizes { get; init; } = ImmutableSortedDictionary<string, ServiceSize>.Empty;

    /// <summary>The EC2 instance type, such as <c>t4g.small</c>; null where it runs on no instances of its own.</summary>
    public string? Instance { get; init; }

    public required int Port { get; init; }
    public required HealthSpec Health { get; init; }
    public required int Replicas { get; init; }
    public required RouteSpec Route { get; init; }

    /// <summary>How long users stay with their side while both have some: 1 second to 7 days; null where every request is shared out anew. Who gives all users to one side gives them all.</summary>
    public TimeSpan? Stickiness { get; init; }

    /// <summary>In 1/1024 of a virtual CPU.</summary>
    public required int Cpu { get; init; }

    /// <summary>In MiB.</summary>
    public required int Memory { get; init; }

    /// <summary>How long a leaving replica finishes what it began: the target group's deregistration delay.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>Time between SIGTERM and SIGKILL; longer than <see cref="Drain"/>.</summary>
    public required TimeSpan StopTimeout { get; init; }

    public required ImmutableSortedDictionary<string, string> Env { get; init; }

    /// <summary>Environment variable to the ARN of the secret that holds its value.</summary>
    public required ImmutableSortedDictionary<string, string> Secrets { get; init; }

    public required ImmutableArray<string> DependsOn { get; init; }
    public required RolloutSpec Rollout { get; init; }

    /// <summary>The service as it is in a stage.</summary>
    public Service In(Stage stage) => Sizes.GetValueOrDefault(stage.ValuesOf) is not { } size ? this : this with
    {
        Replicas = size.Replicas ?? Replicas,
        Cpu = size.Cpu ?? Cpu,
        Memory = size.Memory ?? Memory,
        Instance = size.Instance ?? Instance,
    };

    public PlatformKind PlatformIn(Stage stage) => Platforms.GetValueOrDefault(stage.ValuesOf, stage.Platform);

    /// <summary>Whether users come in by a Service of its own there, which sends all of them to one side.</summary>
    public bool HasNoGatewayIn(Stage stage) => PlatformIn(stage) == PlatformKind.Kubernetes && stage.Cluster is { GatewayClass: null };
}

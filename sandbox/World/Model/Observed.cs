using System.Collections.Immutable;
using Infra.Sandbox.World.Images;

namespace Infra.Sandbox.World.Model;

public enum TargetState
{
    /// <summary>Started; no health check has decided yet.</summary>
    Initial,
    Healthy,
    Unhealthy,

    /// <summary>Leaving: gets no new request, finishes those in flight.</summary>
    Draining,
}

/// <summary>One process of a workload, as a target group sees it.</summary>
/// <param name="Reason">Why it is in this state, in a sentence; empty when healthy.</param>
public sealed record Target(string Id, string WorkloadId, int Port, int ProcessId, TargetState State, string Reason);

/// <summary>What runs of a workload.</summary>
/// <param name="LastFailure">Why a replica last failed to start or died by itself; null for never.</param>
public sealed record WorkloadStatus(Workload Spec, ImmutableArray<Target> Targets, string? LastFailure)
{
    /// <summary>Exactly the wanted replicas run, all of the current spec and healthy, and nobody is leaving any more.</summary>
    public bool IsSteady { get; init; }

    /// <summary>Replicas of the current spec that stay.</summary>
    public int Updated { get; init; }

    /// <summary>Those of them that are healthy.</summary>
    public int Ready { get; init; }

    /// <summary>Replicas of an earlier spec, which stay until enough new ones are healthy.</summary>
    public int Outdated { get; init; }
}

public sealed record ImageStatus(string Repository, string Digest, ImmutableArray<string> Tags, long Bytes)
{
    /// <summary>As instances know it: the id of a machine image, made of the digest.</summary>
    public string MachineImage => ImageReference.MachineImage(Digest);
}

public sealed record WorldStatus
{
    public required int ProcessId { get; init; }
    public required DateTimeOffset Started { get; init; }
    public required ImmutableArray<Listener> Listeners { get; init; }

    /// <summary>The file (PEM) with the certificate that HTTPS listeners show, for clients to trust; null while there is none.</summary>
    public string? Certificate { get; init; }
    public required ImmutableArray<WorkloadStatus> Workloads { get; init; }
    public required ImmutableArray<ImageStatus> Images { get; init; }
}

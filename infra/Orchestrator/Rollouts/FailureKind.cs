namespace Infra.Orchestrator.Rollouts;

/// <summary>Why a step did not do what it should.</summary>
public enum FailureKind
{
    /// <summary>A rule or a missing thing forbids it; trying again changes nothing.</summary>
    Refused,

    /// <summary>The side that would receive traffic is not fit to.</summary>
    Unhealthy,

    /// <summary>The world is not as the journal says we left it: nothing more is moved until a person has looked.</summary>
    Drift,

    /// <summary>It broke or took too long.</summary>
    Error,
}

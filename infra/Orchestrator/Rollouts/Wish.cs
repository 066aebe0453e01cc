namespace Infra.Orchestrator.Rollouts;

/// <summary>What a person may ask of a rollout that is under way.</summary>
public enum Wish
{
    /// <summary>Stop; users go back to the side that serves them.</summary>
    Abort,

    /// <summary>Skip what is left of bakes, pauses and smaller shares.</summary>
    Promote,

    /// <summary>Users go back to the old side, also after promotion while it is warm.</summary>
    Rollback,
}

namespace Infra.Sandbox.World.Faults;

public enum ResourceOperation
{
    Create,
    Update,
    Delete,
    Read,
}

/// <summary>What happens to an operation on a resource.</summary>
public enum Harm
{
    /// <summary>Nothing is done.</summary>
    Fail,

    Delay,

    /// <summary>Nothing is done, and no answer comes until somebody cancels or the resource's own timeout is over.</summary>
    Hang,

    /// <summary>It is done in the cloud, and the engine is told that it failed.</summary>
    Half,

    /// <summary>It is done in the cloud, and the engine's process dies before it knows.</summary>
    Crash,
}

public enum HealthLie
{
    Healthy,
    Unhealthy,
    Flap,
}

/// <summary>What becomes of an update of a routing rule.</summary>
public enum RouterLie
{
    Refuse,

    /// <summary>Reported as done at once; until it takes effect, the rule reads as before.</summary>
    Late,

    /// <summary>Reported as done; the rule goes on to read as before.</summary>
    Lose,

    /// <summary>Reads back as done; requests go where they went.</summary>
    Pretend,
}

public enum MetricsLie
{
    Down,
    Empty,
    Stale,
}

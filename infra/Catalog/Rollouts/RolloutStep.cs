namespace Infra.Catalog.Rollouts;

/// <summary>One step that a rollout takes between a ready candidate and its promotion; the family is closed.</summary>
public abstract record RolloutStep
{
    private RolloutStep()
    {
    }

    /// <summary>Gives the candidate this share, and watches it for at least this long; zero when a step of its own watches.</summary>
    public sealed record SetWeight(Weight Weight, TimeSpan Bake) : RolloutStep;

    /// <summary>A <c>bake</c> of its own: watches the candidate at the share it has for at least this long.</summary>
    public sealed record Watch(TimeSpan Duration) : RolloutStep;

    /// <summary>Asks the candidate itself; every answer must be 2xx.</summary>
    public sealed record Smoke(string Path, int Requests) : RolloutStep;

    /// <summary>Sends the candidate copies of this share of users' requests, for this long; what it answers to them nobody hears, and no gate judges.</summary>
    public sealed record Mirror(Weight Share, TimeSpan Duration) : RolloutStep;

    /// <summary>Waits, with the shares as they are.</summary>
    public sealed record Pause(TimeSpan Duration) : RolloutStep;
}

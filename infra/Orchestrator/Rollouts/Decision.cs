namespace Infra.Orchestrator.Rollouts;

/// <summary>What to do next; the family is closed.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Act: journal the intent with this reason, do it, journal how it went.</summary>
    public sealed record Perform(PlannedStep Step, string Why) : Decision;

    /// <summary>A waiting step starts its clock.</summary>
    public sealed record Begin(PlannedStep Step) : Decision;

    /// <summary>A waiting step is over.</summary>
    public sealed record Finish(PlannedStep Step, string Says) : Decision;

    /// <summary>Count and judge.</summary>
    public sealed record Measure(PlannedStep Step) : Decision;

    /// <summary>Nothing to do before this time, unless somebody asks for something.</summary>
    public sealed record Sleep(PlannedStep Step, DateTimeOffset Until) : Decision;

    public sealed record End(Outcome Outcome) : Decision;

    /// <summary>Leave everything where it is until a person has looked; the rollout stays open.</summary>
    public sealed record Halt(string Why) : Decision;
}

namespace Infra.Orchestrator.Reporting;

/// <summary>Who or what makes the next move of a rollout.</summary>
public enum Waits
{
    /// <summary>It has ended.</summary>
    Nothing,

    /// <summary>Its conductor, which is performing a step.</summary>
    Step,

    /// <summary>The clock: a watched share is not watched long enough yet.</summary>
    Bake,

    /// <summary>Users: it was watched long enough and too few requests were seen.</summary>
    Evidence,

    /// <summary>The clock: the plan pauses.</summary>
    Pause,

    /// <summary>The clock: a side that left the rule finishes what it began.</summary>
    Drain,

    /// <summary>The clock: the old side is kept for going back.</summary>
    Warm,

    /// <summary>A person has to look, and then says resume, rollback or abort.</summary>
    Person,

    /// <summary>Its runner was stopped and said so: resume goes on.</summary>
    Resume,

    /// <summary>Its holder is gone without a word: resume goes on.</summary>
    Holder,
}

using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>How a rollout ended, with the reason in a sentence; the family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Promoted), "promoted")]
[JsonDerivedType(typeof(RolledBack), "rolledBack")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Aborted), "aborted")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record Outcome
{
    private Outcome(string reason) => Reason = reason;

    public string Reason { get; }

    /// <summary>The candidate serves users.</summary>
    public sealed record Promoted(string Reason) : Outcome(Reason);

    /// <summary>The candidate had traffic, and traffic was returned.</summary>
    public sealed record RolledBack(string Reason) : Outcome(Reason);

    /// <summary>Nothing was moved: a rule, a lease or a missing thing forbade it.</summary>
    public sealed record Refused(string Reason) : Outcome(Reason);

    /// <summary>A person stopped it.</summary>
    public sealed record Aborted(string Reason) : Outcome(Reason);

    /// <summary>It broke before the candidate had any traffic.</summary>
    public sealed record Failed(string Reason) : Outcome(Reason);

    /// <summary>It stands where it is, still open in the journal, and waits for <c>resume</c>, <c>rollback</c> or <c>abort</c>.</summary>
    public sealed record Stopped(string Reason) : Outcome(Reason);
}

namespace Infra.Orchestrator.Journal;

/// <summary>What became of asking for a lease; the family is closed.</summary>
public abstract record LeaseAnswer
{
    private LeaseAnswer()
    {
    }

    public sealed record Taken(Lease Lease) : LeaseAnswer;

    /// <summary>Somebody else holds it.</summary>
    public sealed record Held(Lease By) : LeaseAnswer;
}

namespace Infra.Orchestrator.Journal;

/// <summary>Who moves a service: a person's or a pipeline's name, and the process that works for them.</summary>
public sealed record Holder(string Name, string Host, int ProcessId)
{
    public override string ToString() => $"{Name} (process {ProcessId} on {Host})";
}

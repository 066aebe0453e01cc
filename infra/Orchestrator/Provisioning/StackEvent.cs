namespace Infra.Orchestrator.Provisioning;

/// <summary>What an engine tells while it works; the family is closed.</summary>
public abstract record StackEvent
{
    private StackEvent()
    {
    }

    /// <param name="Operation">As Pulumi writes it: <c>create</c>, <c>update</c>, <c>same</c>, …</param>
    public sealed record Resource(string Operation, string Type, string Urn, Progress Progress) : StackEvent;

    public sealed record Diagnostic(string Severity, string Message, string Urn) : StackEvent;

    public sealed record Policy(Violation Violation) : StackEvent;
}

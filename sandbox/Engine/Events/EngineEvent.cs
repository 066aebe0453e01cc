using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Events;

/// <summary>One event: its JSON for others, its content for our own display.</summary>
internal sealed record EngineEvent(string Kind, string Json)
{
    public Step? Step { get; init; }
    public string Severity { get; init; } = "";
    public string Text { get; init; } = "";
    public string? Urn { get; init; }
    public PolicyFinding? Finding { get; init; }
}

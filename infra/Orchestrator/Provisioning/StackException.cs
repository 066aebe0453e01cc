namespace Infra.Orchestrator.Provisioning;

/// <summary>A stack can't even be read; the message says which and why.</summary>
public sealed class StackException(string message, Exception inner) : Exception(message, inner);

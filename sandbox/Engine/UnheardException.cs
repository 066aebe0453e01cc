namespace Infra.Sandbox.Engine;

/// <summary>No answer, or one that can't be trusted: what was asked for may have been done all the same.</summary>
internal sealed class UnheardException(string message) : EngineException(message);

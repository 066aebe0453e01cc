namespace Infra.Sandbox.Engine.State;

/// <summary>A state is not as it was written.</summary>
internal sealed class DamagedStateException(string message, Exception? inner = null) : EngineException(message, inner: inner);

namespace Infra.Sandbox.World;

/// <summary>The world refuses, or can't be reached; the message says what and why.</summary>
public class WorldException(string message, Exception? inner = null) : Exception(message, inner);

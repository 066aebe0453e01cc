namespace Infra.Sandbox.World.Routing;

/// <summary>Deliberately no IOException: see <see cref="SendOnceStream"/>.</summary>
internal sealed class UpstreamClosedException(string message, Exception? inner = null) : Exception(message, inner);

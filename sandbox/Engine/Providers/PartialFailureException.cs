using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>The resource exists but isn't what it should be: it is saved with its reasons, and the next run mends it.</summary>
internal sealed class PartialFailureException(string id, PropertyMap outputs, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public string Id { get; } = id;
    public PropertyMap Outputs { get; } = outputs;
}

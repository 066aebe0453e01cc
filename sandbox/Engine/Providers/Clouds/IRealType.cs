using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>A type that does something on this machine.</summary>
internal interface IRealType
{
    /// <summary>Makes the real thing what <paramref name="outputs"/> say; answers the outputs with what only doing it tells.</summary>
    Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct);

    /// <summary>The inputs and outputs as they really are; null when the thing is gone.</summary>
    Task<Made?> ReadAsync(Made known, CancellationToken ct);

    Task DeleteAsync(string id, CancellationToken ct);
}

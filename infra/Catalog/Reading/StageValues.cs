using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

/// <summary>A key of a service that says something for single stages.</summary>
internal static class StageValues
{
    /// <param name="read">Asked only for stages that the key says something of.</param>
    internal static ImmutableSortedDictionary<string, T> Read<T>(MapReader service, string what, string key, ImmutableArray<string> stages, Func<MapReader, string, T?> read)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (service.Child(key, $"{what}: {key}") is not { } map)
            return values.ToImmutable();
        foreach (var stage in stages)
        {
            if (map.Find(stage) is not null && read(map, stage) is { } value)
                values[stage] = value;
        }

        map.End();
        return values.ToImmutable();
    }
}

using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

/// <summary>A key of a service that says something for single stages.</summary>
internal static class StageValues
{
    /// <param name="read">Answers null where the map says nothing of a stage.</param>
    internal static ImmutableSortedDictionary<string, T> Read<T>(MapReader service, string what, string key, ImmutableArray<string> stages, Func<MapReader, string, T?> read) where T : class =>
        Read(service, what, key, stages, (map, stage) => read(map, stage) is { } value ? [value] : []);

    internal static ImmutableSortedDictionary<string, T> Read<T>(MapReader service, string what, string key, ImmutableArray<string> stages, Func<MapReader, string, T?> read) where T : struct =>
        Read(service, what, key, stages, (map, stage) => read(map, stage) is { } value ? [value] : []);

    private static ImmutableSortedDictionary<string, T> Read<T>(MapReader service, string what, string key, ImmutableArray<string> stages, Func<MapReader, string, T[]> read)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (service.Child(key, $"{what}: {key}") is not { } map)
            return values.ToImmutable();
        foreach (var stage in stages)
        {
            foreach (var value in read(map, stage))
                values[stage] = value;
        }

        map.End();
        return values.ToImmutable();
    }
}

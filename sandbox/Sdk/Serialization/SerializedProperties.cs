using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>A resource's inputs as they go over the wire, and what each of them came from.</summary>
internal sealed record SerializedProperties
{
    public required Struct Struct { get; init; }

    public required IReadOnlyDictionary<string, HashSet<Resource>> Dependencies { get; init; }

    public required bool MetUnknown { get; init; }

    public required bool MetSecret { get; init; }

    public static async Task<SerializedProperties> OfAsync(
        string label, IEnumerable<KeyValuePair<string, object?>> values, Func<Serializer> create)
    {
        var properties = new Struct();
        var dependencies = new Dictionary<string, HashSet<Resource>>();
        var (metUnknown, metSecret) = (false, false);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var serializer = create();
            Value serialized;
            try
            {
                serialized = await serializer.SerializeAsync($"{label}.{key}", value);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException($"error serializing property \"{key}\": {e.Message}", e);
            }
            if (serialized.KindCase == Value.KindOneofCase.NullValue) continue;
            properties.Fields[key] = serialized;
            dependencies[key] = serializer.Dependencies;
            metUnknown |= serializer.MetUnknown;
            metSecret |= serializer.MetSecret;
        }
        return new() { Struct = properties, Dependencies = dependencies, MetUnknown = metUnknown, MetSecret = metSecret };
    }
}

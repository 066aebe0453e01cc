using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;

namespace Pulumi.Serialization;

/// <summary>Reads a value of the wire. One unknown or secret inside makes the whole unknown or secret.</summary>
internal static class Deserializer
{
    public static OutputData<object?> Read(Value value)
    {
        if (value.IsUnknown()) return OutputData<object?>.Unknown(isSecret: false, []);
        return value.KindCase switch
        {
            Value.KindOneofCase.BoolValue => OutputData<object?>.Plain(value.BoolValue),
            Value.KindOneofCase.NumberValue => OutputData<object?>.Plain(value.NumberValue),
            Value.KindOneofCase.StringValue => OutputData<object?>.Plain(value.StringValue),
            Value.KindOneofCase.ListValue => List(value.ListValue),
            Value.KindOneofCase.StructValue => Map(value),
            _ => OutputData<object?>.Plain(null),
        };
    }

    static OutputData<object?> List(ListValue list)
    {
        var items = list.Values.Select(Read).ToList();
        return Combine(items, () => items.Select(item => item.Value).ToImmutableArray());
    }

    static OutputData<object?> Map(Value value)
    {
        var fields = value.StructValue.Fields;
        switch (value.Signature())
        {
            case null:
                var entries = fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
                    .Select(field => (field.Key, Data: Read(field.Value))).ToList();
                return Combine(entries.Select(entry => entry.Data), () => entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Data.Value));
            case WireValues.SecretSignature:
                return Read(Field("value")) with { IsSecret = true };
            case WireValues.OutputValueSignature:
                return OutputValue(value);
            case WireValues.AssetSignature or WireValues.ArchiveSignature:
                return OutputData<object?>.Plain(Asset(value));
            case WireValues.ResourceReferenceSignature:
                return OutputData<object?>.Plain(References.Resolve(
                    Field("urn").StringValue, fields.GetValueOrDefault("id")?.StringValue, fields.GetValueOrDefault("packageVersion")?.StringValue ?? ""));
            case var signature:
                throw new InvalidOperationException($"The engine sent a value of the unknown kind {signature}; this SDK can't read it.");
        }

        Value Field(string name) => fields.TryGetValue(name, out var field)
            ? field
            : throw new InvalidOperationException($"The engine sent a special value without '{name}'.");
    }

    static OutputData<object?> OutputValue(Value value)
    {
        var fields = value.StructValue.Fields;
        var data = fields.TryGetValue("value", out var inner) ? Read(inner) : OutputData<object?>.Unknown(isSecret: false, []);
        var isSecret = fields.TryGetValue("secret", out var secret) && secret.BoolValue;
        var urns = fields.TryGetValue("dependencies", out var dependencies) ? dependencies.ListValue.Values.Select(urn => urn.StringValue) : [];
        return data with
        {
            IsSecret = data.IsSecret || isSecret,
            Resources = data.Resources.Union(urns.Select(urn => new DependencyResource(urn))),
        };
    }

    static AssetOrArchive Asset(Value value)
    {
        var fields = value.StructValue.Fields;
        var isAsset = value.Signature() == WireValues.AssetSignature;
        if (fields.TryGetValue("path", out var path)) return isAsset ? new FileAsset(path.StringValue) : new FileArchive(path.StringValue);
        if (fields.TryGetValue("uri", out var uri)) return isAsset ? new RemoteAsset(uri.StringValue) : new RemoteArchive(uri.StringValue);
        if (fields.TryGetValue("text", out var text)) return new StringAsset(text.StringValue);
        return fields.TryGetValue("assets", out var assets)
            ? new AssetArchive(assets.StructValue.Fields.ToDictionary(asset => asset.Key, asset => Asset(asset.Value)))
            : throw new InvalidOperationException("The engine sent an asset without text, path, uri or assets.");
    }

    static OutputData<object?> Combine(IEnumerable<OutputData<object?>> parts, Func<object> build)
    {
        var (isKnown, isSecret, resources) = (true, false, ImmutableHashSet<Resource>.Empty);
        foreach (var part in parts)
        {
            isKnown &= part.IsKnown;
            isSecret |= part.IsSecret;
            resources = resources.Union(part.Resources);
        }
        return isKnown ? new(build(), true, isSecret, resources) : OutputData<object?>.Unknown(isSecret, resources);
    }
}

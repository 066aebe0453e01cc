using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Enum = System.Enum;
using Type = System.Type;

namespace Pulumi.Serialization;

/// <summary>Writes one value for the wire and remembers which resources it came from.</summary>
internal sealed class Serializer(bool keepResources, bool keepOutputs = false, bool keepSecrets = true)
{
    /// <summary>Whether what refers to a resource depends on it. Not where the reader follows references itself.</summary>
    public bool ReferencesAreDependencies { get; init; } = true;

    public HashSet<Resource> Dependencies { get; } = [];

    public bool MetUnknown { get; private set; }

    public bool MetSecret { get; private set; }

    public async Task<Value> SerializeAsync(string path, object? value) => value switch
    {
        null or ValueTuple => Value.ForNull(),
        bool flag => Value.ForBool(flag),
        int number => Value.ForNumber(number),
        double number => Value.ForNumber(number),
        string text => Value.ForString(text),
        InputArgs args => await MapAsync(path, args.ToDictionary()),
        AssetOrArchive asset => await AssetAsync(path, asset),
        IInput or IOutput => await OutputAsync(path, Output.Untyped(value)!),
        IUnion union => await SerializeAsync(path, union.Value),
        JsonElement json => JsonText.ToValue(json),
        Resource resource => await ResourceAsync(path, resource),
        Task => throw new InvalidOperationException($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}"),
        IDictionary map => await MapAsync(path, Entries(path, map)),
        IList list => await ListAsync(path, list),
        Enum number when value.GetType().GetEnumUnderlyingType() == typeof(int) => Value.ForNumber((int)(object)number),
        _ => await SerializeAsync(path, Declared(path, value)),
    };

    async Task<Value> OutputAsync(string path, IOutput output)
    {
        var data = await output.GetUntypedDataAsync();
        MetUnknown |= !data.IsKnown;
        MetSecret |= data.IsSecret;
        Dependencies.UnionWith(data.Resources);
        if (keepOutputs) return await OutputValueAsync(path, data);
        if (!data.IsKnown) return Value.ForString(WireValues.Unknown);
        var inner = await SerializeAsync(path, data.Value);
        return data.IsSecret && keepSecrets ? WireValues.Secret(inner) : inner;
    }

    // An output value has no others inside; what those come from counts as what the whole comes from.
    async Task<Value> OutputValueAsync(string path, OutputData<object?> data)
    {
        var nested = new Serializer(keepResources) { ReferencesAreDependencies = ReferencesAreDependencies };
        var inner = data.IsKnown ? await nested.SerializeAsync(path, data.Value) : null;
        Include(nested);
        var sources = data.Resources.Union(nested.Dependencies);
        if (inner is not null && !data.IsSecret && sources.IsEmpty) return inner;

        var fields = Special(WireValues.OutputValueSignature);
        if (inner is not null) fields["value"] = inner;
        if (data.IsSecret) fields["secret"] = Value.ForBool(true);
        var urns = await Dependency.UrnsAsync(sources);
        if (urns.Count > 0) fields["dependencies"] = Value.ForList([.. urns.Order(StringComparer.Ordinal).Select(Value.ForString)]);
        return Struct(fields);
    }

    async Task<Value> ResourceAsync(string path, Resource resource)
    {
        if (!keepResources)
        {
            Dependencies.Add(resource);
            return await SerializeAsync(path, (resource as CustomResource)?.Id ?? resource.Urn);
        }
        var own = new Serializer(keepResources);
        own.Dependencies.Add(resource);
        var fields = Special(WireValues.ResourceReferenceSignature);
        fields["urn"] = await own.SerializeAsync($"{path}.urn", resource.Urn);
        if (resource is CustomResource custom)
        {
            var id = await own.SerializeAsync($"{path}.id", custom.Id);
            fields["id"] = id.IsUnknown() ? Value.ForString("") : id;
        }
        if (ReferencesAreDependencies) Include(own);
        return Struct(fields);
    }

    void Include(Serializer other)
    {
        Dependencies.UnionWith(other.Dependencies);
        MetUnknown |= other.MetUnknown;
        MetSecret |= other.MetSecret;
    }

    async Task<Value> AssetAsync(string path, AssetOrArchive asset)
    {
        var fields = Special(asset.Signature);
        fields[asset.Kind] = await SerializeAsync($"{path}.{asset.Kind}", asset.Content);
        return Struct(fields);
    }

    async Task<Value> ListAsync(string path, IList list)
    {
        if (IsDefault(list)) return Value.ForNull();
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++) items[i] = await SerializeAsync($"{path}[{i}]", list[i]);
        return Value.ForList(items);
    }

    // Names whose value is null are left out: to the engine they are the same as names that aren't there.
    async Task<Value> MapAsync(string path, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var fields = new Dictionary<string, Value>();
        foreach (var (key, entry) in entries)
        {
            var value = await SerializeAsync($"{path}.{key}", entry);
            if (value.KindCase != Value.KindOneofCase.NullValue) fields[key] = value;
        }
        return Struct(fields);
    }

    static IEnumerable<KeyValuePair<string, object?>> Entries(string path, IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}");
        }
    }

    /// <summary>What an [EnumType] or [OutputType] stands for.</summary>
    static object? Declared(string path, object value)
    {
        var type = value.GetType();
        if (type.IsDefined(typeof(EnumTypeAttribute)))
        {
            var conversion = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Single(method => method.Name == "op_Explicit" && (method.ReturnType == typeof(string) || method.ReturnType == typeof(double)));
            return conversion.Invoke(null, [value]);
        }
        if (type.IsDefined(typeof(OutputTypeAttribute))) return OutputTypes.Values(value);
        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
    }

    static bool IsDefault(IList list) =>
        list.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty(nameof(ImmutableArray<>.IsDefault))!.GetValue(list)!;

    static Dictionary<string, Value> Special(string signature) => new() { [WireValues.SignatureKey] = Value.ForString(signature) };

    static Value Struct(Dictionary<string, Value> fields) => Value.ForStruct(new Struct { Fields = { fields } });
}

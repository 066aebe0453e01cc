using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>One resource in the order of names that Pulumi serializes.</summary>
internal sealed class ResourceCodec(Func<string, SecretWriter> write, Func<string, SecretReader> read)
{
    /// <summary>For people and events: every secret is <c>[secret]</c>; can't be read back.</summary>
    public static readonly ResourceCodec Masked = new(
        _ => (json, _, _) => json.WriteStringValue("[secret]"),
        _ => (_, path) => throw new JsonException($"The secret at {path} is masked."));

    public void Write(Utf8JsonWriter json, ResourceState resource)
    {
        var secret = write(resource.Urn);
        json.WriteStartObject();
        json.WriteString("urn", resource.Urn);
        json.WriteBoolean("custom", resource.Custom);
        Flag(json, "delete", resource.Delete);
        Text(json, "id", resource.Id);
        json.WriteString("type", resource.Type);
        Properties(json, "inputs", resource.Inputs, secret);
        Properties(json, "outputs", resource.Outputs, secret);
        Text(json, "parent", resource.Parent);
        Flag(json, "protect", resource.Protect);
        Flag(json, "external", resource.External);
        Texts(json, "dependencies", resource.Dependencies);
        Texts(json, "initErrors", resource.InitErrors);
        Text(json, "provider", resource.Provider);
        Dependencies(json, resource.PropertyDependencies);
        Flag(json, "pendingReplacement", resource.PendingReplacement);
        Texts(json, "additionalSecretOutputs", resource.AdditionalSecretOutputs);
        if (resource.CustomTimeouts is { } timeouts) Write(json, timeouts);
        Text(json, "importID", resource.ImportId);
        Flag(json, "retainOnDelete", resource.RetainOnDelete);
        Text(json, "deletedWith", resource.DeletedWith);
        if (resource.Created is { } created) json.WriteString("created", SnapshotCodec.Time(created));
        if (resource.Modified is { } modified) json.WriteString("modified", SnapshotCodec.Time(modified));
        Texts(json, "ignoreChanges", resource.IgnoreChanges);
        Texts(json, "replaceOnChanges", resource.ReplaceOnChanges);
        json.WriteEndObject();
    }

    public ResourceState Read(JsonElement json)
    {
        var (urn, type) = (GetText(json, "urn"), GetText(json, "type"));
        if (urn.Length == 0 || type.Length == 0) throw new EngineException($"A resource of the state has no {(urn.Length == 0 ? "urn" : "type")} ({urn}{type}); the state is damaged.");
        var secret = read(urn);
        var resource = new ResourceState
        {
            Urn = urn,
            Type = type,
            Custom = GetFlag(json, "custom"),
            Delete = GetFlag(json, "delete"),
            Id = GetText(json, "id"),
            Inputs = GetProperties(json, "inputs", secret),
            Outputs = GetProperties(json, "outputs", secret),
            Parent = GetText(json, "parent"),
            Protect = GetFlag(json, "protect"),
            External = GetFlag(json, "external"),
            Dependencies = GetTexts(json, "dependencies"),
            InitErrors = GetTexts(json, "initErrors"),
            Provider = GetText(json, "provider"),
            PropertyDependencies = GetDependencies(json),
            PendingReplacement = GetFlag(json, "pendingReplacement"),
            AdditionalSecretOutputs = GetTexts(json, "additionalSecretOutputs"),
            CustomTimeouts = json.TryGetProperty("customTimeouts", out var timeouts) ? ReadTimeouts(timeouts) : null,
            ImportId = GetText(json, "importID"),
            RetainOnDelete = GetFlag(json, "retainOnDelete"),
            DeletedWith = GetText(json, "deletedWith"),
            Created = json.TryGetProperty("created", out var created) ? created.GetDateTimeOffset() : null,
            Modified = json.TryGetProperty("modified", out var modified) ? modified.GetDateTimeOffset() : null,
            IgnoreChanges = GetTexts(json, "ignoreChanges"),
            ReplaceOnChanges = GetTexts(json, "replaceOnChanges"),
        };
        if (!resource.Custom && resource.Id.Length > 0) throw new EngineException($"The component {urn} has the id '{resource.Id}' in the state; components have none, the state is damaged.");
        return resource;
    }

    static void Write(Utf8JsonWriter json, Timeouts timeouts)
    {
        json.WriteStartObject("customTimeouts");
        if (timeouts.Create is { } create) json.WriteNumber("create", create);
        if (timeouts.Update is { } update) json.WriteNumber("update", update);
        if (timeouts.Delete is { } delete) json.WriteNumber("delete", delete);
        if (timeouts.Read is { } read) json.WriteNumber("read", read);
        json.WriteEndObject();
    }

    static Timeouts ReadTimeouts(JsonElement json)
    {
        double? Seconds(string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : null;
        return new Timeouts(Seconds("create"), Seconds("update"), Seconds("delete"), Seconds("read"));
    }

    static void Dependencies(Utf8JsonWriter json, ImmutableSortedDictionary<string, ImmutableArray<string>> dependencies)
    {
        if (dependencies.Count == 0) return;
        json.WriteStartObject("propertyDependencies");
        foreach (var (name, urns) in dependencies)
        {
            json.WriteStartArray(name);
            foreach (var urn in urns) json.WriteStringValue(urn);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static ImmutableSortedDictionary<string, ImmutableArray<string>> GetDependencies(JsonElement json) =>
        json.TryGetProperty("propertyDependencies", out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => Items(entry.Value), StringComparer.Ordinal)
            : ResourceState.NoDependencies;

    static void Properties(Utf8JsonWriter json, string name, PropertyMap properties, SecretWriter secret)
    {
        if (properties.Count == 0) return;
        json.WritePropertyName(name);
        JsonCodec.Write(json, properties, secret, name);
    }

    static PropertyMap GetProperties(JsonElement json, string name, SecretReader secret) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? JsonCodec.ReadMap(value, secret, name) : PropertyMap.Empty;

    static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, true);
    }

    static void Text(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0) json.WriteString(name, value);
    }

    static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.Length == 0) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    static bool GetFlag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
    static string GetText(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    static ImmutableArray<string> GetTexts(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Items(value) : [];
    static ImmutableArray<string> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}

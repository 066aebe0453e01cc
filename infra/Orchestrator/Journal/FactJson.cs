using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>How facts are written: one line, every member, nothing unknown accepted.</summary>
internal static class FactJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = FactContext.Default.WithAddedModifier(NameGates),
        Converters =
        {
            Words<AfterHold>(), Words<Colour>(), Words<FailureKind>(), Words<Strategy>(), Words<Wish>(),
            new ValueConverter<RolloutId, string>(id => id.Value, text => new(text)),
            new ValueConverter<Weight, int>(weight => weight.InPercent, Weight.Percent),
            new ValueConverter<Share, double>(share => share.Fraction, Share.Of),
            new ValueConverter<Release, string>(release => release.ToJson(), Release.FromJson),
        },
    };

    public static string Write(Fact fact) => JsonSerializer.Serialize(fact, _options);

    public static Fact Read(JsonElement json) => json.Deserialize<Fact>(_options) ?? throw new JsonException("null is no fact");

    private static JsonStringEnumConverter<T> Words<T>() where T : struct, Enum => new(JsonNamingPolicy.CamelCase);

    /// <summary>The catalog doesn't know how journals write its gates.</summary>
    private static void NameGates(JsonTypeInfo type)
    {
        if (type.Type == typeof(GateSpec))
            type.PolymorphismOptions = new()
            {
                TypeDiscriminatorPropertyName = "gate",
                DerivedTypes = { new(typeof(GateSpec.Errors), "errors"), new(typeof(GateSpec.Slow), "slow") },
            };
    }

    private sealed class ValueConverter<T, TWire>(Func<T, TWire> write, Func<TWire, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<TWire>(ref reader, options) is { } wire ? read(wire) : throw new JsonException($"null is no {typeof(T).Name}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, write(value), options);
    }
}

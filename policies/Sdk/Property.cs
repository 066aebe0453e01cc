using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Kind = Google.Protobuf.WellKnownTypes.Value.KindOneofCase;

namespace Infra.Policies.Sdk;

/// <summary>
/// One value of a resource, with its path. Secrets are read like others and know that they are secret;
/// reading what a preview does not know yet ends the check of this item, and the rule's <see cref="WhenUnknown"/> says what that means.
/// </summary>
public sealed class Property
{
    readonly Value? value;
    readonly Redaction redaction;
    Property? parsed;

    internal Property(Value? value, string path, Redaction redaction, bool isSecret = false)
    {
        while (value?.Signature() == WireValues.SecretSignature)
            (value, isSecret) = (value.StructValue.Fields.GetValueOrDefault("value"), true);
        (this.value, this.redaction, Path, IsSecret) = (value, redaction, path, isSecret);
    }

    public string Path { get; }

    /// <summary>It, or something that holds it, is marked as a secret.</summary>
    public bool IsSecret { get; }

    /// <summary>It, something that holds it, or something in it is marked as a secret.</summary>
    public bool HoldsSecret => IsSecret || Holds(value);

    public bool IsUnknown => value?.IsUnknown() ?? false;

    /// <summary>Not set, or null. What is set but not known yet is not missing.</summary>
    public bool IsMissing => value is null or { KindCase: Kind.None or Kind.NullValue };

    /// <summary>The text, or a number or truth as text; null for anything else.</summary>
    public string? Text
    {
        get
        {
            var text = Known() switch
            {
                { KindCase: Kind.StringValue } known => known.StringValue,
                { KindCase: Kind.NumberValue } known => known.NumberValue.ToString(CultureInfo.InvariantCulture),
                { KindCase: Kind.BoolValue } known => known.BoolValue ? "true" : "false",
                _ => null,
            };
            if (IsSecret && text is not null) redaction.Saw(text);
            return text;
        }
    }

    /// <summary>The number, also one written as text; null for anything else.</summary>
    public double? Number => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The truth, also one written as text; null for anything else.</summary>
    public bool? Flag => bool.TryParse(Text, out var flag) ? flag : null;

    public IReadOnlyList<Property> Items => Known() is { KindCase: Kind.ListValue } list
        ? [.. list.ListValue.Values.Select((item, i) => new Property(item, $"{Path}[{i}]", redaction, IsSecret))]
        : [];

    public IReadOnlyList<(string Name, Property Value)> Entries => Known() is { KindCase: Kind.StructValue } map
        ? [.. map.StructValue.Fields.Select(entry => (entry.Key, new Property(entry.Value, $"{Path}.{entry.Key}", redaction, IsSecret)))]
        : [];

    /// <summary>A property of this object. Case counts only where two differ by nothing else: AWS reads its JSON that way too.</summary>
    public Property this[string name]
    {
        get
        {
            if (IsUnknown) return new(value, Join(name), redaction, IsSecret);
            var fields = value is { KindCase: Kind.StructValue } ? value.StructValue.Fields : null;
            if (fields is null) return new(null, Join(name), redaction, IsSecret);
            if (!fields.TryGetValue(name, out var found))
                found = fields.FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
            return new(found, Join(name), redaction, IsSecret);
        }
    }

    /// <summary>What the text holds when it is JSON; a value that is no text stays itself. Parsed once, whoever asks.</summary>
    public Property Json() => Known() is { KindCase: Kind.StringValue } text
        ? parsed ??= new(JsonText.Parse(text.StringValue) ?? throw new UnreadableValueException(Path, "readable as JSON"), Path, redaction, IsSecret)
        : this;

    public override string ToString() => Path;

    string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    Value? Known() => IsUnknown ? throw new UnknownValueException(Path) : value;

    static bool Holds(Value? value) => value is not null && value.KindCase switch
    {
        Kind.StructValue => value.Signature() == WireValues.SecretSignature || value.StructValue.Fields.Values.Any(Holds),
        Kind.ListValue => value.ListValue.Values.Any(Holds),
        _ => false,
    };
}

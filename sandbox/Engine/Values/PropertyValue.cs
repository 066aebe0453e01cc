using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Values;

/// <summary>A property of a resource, as Pulumi knows them: a closed family with equality by content.</summary>
internal abstract record PropertyValue
{
    PropertyValue() { }

    public static readonly PropertyValue Nothing = new Null();
    public static readonly PropertyValue NotYet = new Unknown();

    public sealed record Null : PropertyValue;
    public sealed record Bool(bool Value) : PropertyValue;
    public sealed record Number(double Value) : PropertyValue;
    public sealed record Text(string Value) : PropertyValue;
    public sealed record Map(PropertyMap Properties) : PropertyValue;
    public sealed record Secret(PropertyValue Inner) : PropertyValue;

    /// <summary>What only an update will tell.</summary>
    public sealed record Unknown : PropertyValue;

    /// <summary>An asset or archive; <paramref name="Signature"/> says which.</summary>
    public sealed record Asset(string Signature, PropertyMap Properties) : PropertyValue;

    /// <param name="Id">Null for a component, <see cref="Unknown"/> in a preview.</param>
    public sealed record Reference(string Urn, PropertyValue? Id, string PackageVersion) : PropertyValue;

    public sealed record List(ImmutableArray<PropertyValue> Items) : PropertyValue
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Length;
    }

    public static implicit operator PropertyValue(string text) => new Text(text);
    public static implicit operator PropertyValue(bool value) => new Bool(value);
    public static implicit operator PropertyValue(double value) => new Number(value);
    public static implicit operator PropertyValue(PropertyMap map) => new Map(map);

    /// <summary>The value without its secret marks, at every depth.</summary>
    public PropertyValue Plain => this switch
    {
        Secret secret => secret.Inner.Plain,
        List list => new List([.. list.Items.Select(item => item.Plain)]),
        Map map => new Map(map.Properties.Plain),
        Asset asset => asset with { Properties = asset.Properties.Plain },
        _ => this,
    };

    /// <summary>Another value in the place of this one, with as much of it secret.</summary>
    public PropertyValue KeepSecret(PropertyValue after) => (this, after) switch
    {
        (_, Secret) => after,
        (Secret, _) => new Secret(after.Plain),
        (Map before, Map now) => new Map(before.Properties.KeepSecret(now.Properties)),
        // Items have no names: which of them is which nobody knows.
        (List { HasSecret: true }, List { HasSecret: false }) => new Secret(after),
        _ => after,
    };

    public bool HasUnknown => Any(value => value is Unknown);
    public bool HasSecret => Any(value => value is Secret);

    /// <summary>The text of a text, else null; secret marks are looked through.</summary>
    public string? AsText => (Plain as Text)?.Value;

    public double? AsNumber => Plain switch
    {
        Number number => number.Value,
        Text text when double.TryParse(text.Value, out var number) => number,
        _ => null,
    };

    public bool? AsBool => Plain switch
    {
        Bool value => value.Value,
        Text text when bool.TryParse(text.Value, out var value) => value,
        _ => null,
    };

    public ImmutableArray<PropertyValue> AsList => (Plain as List)?.Items ?? [];
    public PropertyMap AsMap => (Plain as Map)?.Properties ?? PropertyMap.Empty;

    bool Any(Func<PropertyValue, bool> found) => found(this) || this switch
    {
        Secret secret => secret.Inner.Any(found),
        List list => list.Items.Any(item => item.Any(found)),
        Map map => map.Properties.Any(entry => entry.Value.Any(found)),
        Asset asset => asset.Properties.Any(entry => entry.Value.Any(found)),
        Reference { Id: { } id } => id.Any(found),
        _ => false,
    };
}

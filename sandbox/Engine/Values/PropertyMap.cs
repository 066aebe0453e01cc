using System.Collections;
using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Values;

/// <summary>Properties by name, in ordinal order as Pulumi writes them; immutable, equal by content.</summary>
internal sealed class PropertyMap : IEquatable<PropertyMap>, IEnumerable<KeyValuePair<string, PropertyValue>>
{
    public static readonly PropertyMap Empty = new(ImmutableSortedDictionary.Create<string, PropertyValue>(StringComparer.Ordinal));

    readonly ImmutableSortedDictionary<string, PropertyValue> properties;

    PropertyMap(ImmutableSortedDictionary<string, PropertyValue> properties) => this.properties = properties;

    public static PropertyMap Of(IEnumerable<KeyValuePair<string, PropertyValue>> entries) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries));

    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> entries)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (name, value) in entries) builder[name] = value;
        return new PropertyMap(builder.ToImmutable());
    }

    public int Count => properties.Count;
    public IEnumerable<string> Names => properties.Keys;

    /// <summary>The value, or null when there is none of that name.</summary>
    public PropertyValue? this[string name] => properties.GetValueOrDefault(name);

    public bool Has(string name) => properties.ContainsKey(name);
    public PropertyMap Set(string name, PropertyValue value) => new(properties.SetItem(name, value));
    public PropertyMap Remove(string name) => new(properties.Remove(name));
    public PropertyMap With(PropertyMap over) => new(properties.SetItems(over.properties));
    public PropertyMap Where(Func<string, bool> keep) => Of(properties.Where(entry => keep(entry.Key)));
    public PropertyMap Select(Func<string, PropertyValue, PropertyValue> change) => Of(properties.Select(entry => KeyValuePair.Create(entry.Key, change(entry.Key, entry.Value))));

    public PropertyMap Plain => Select((_, value) => value.Plain);

    /// <summary>What somebody made of it who may have lost the marks: what is secret here is secret there, whatever it is now.</summary>
    public PropertyMap KeepSecret(PropertyMap after) => after.Select((name, value) => this[name] is { } before ? before.KeepSecret(value) : value);

    /// <summary>Without what the engine and providers keep for themselves.</summary>
    public PropertyMap Shown => Where(name => !name.StartsWith("__", StringComparison.Ordinal));

    public bool HasUnknown => properties.Values.Any(value => value.HasUnknown);

    public bool Equals(PropertyMap? other) =>
        other is not null && Count == other.Count && properties.All(entry => other[entry.Key] is { } value && value.Equals(entry.Value));

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode() => Count;

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

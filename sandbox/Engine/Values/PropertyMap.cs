using System.Collections;
using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Values;

/// <summary>Properties by name, in ordinal order as Pulumi writes them; immutable, equal by content.</summary>
internal sealed class PropertyMap : IEquatable<PropertyMap>, IEnumerable<KeyValuePair<string, PropertyValue>>
{
    public static readonly PropertyMap Empty = new([]);

    // Not a sorted dictionary: there are many maps, and few properties in each.
    readonly ImmutableArray<KeyValuePair<string, PropertyValue>> entries;

    PropertyMap(ImmutableArray<KeyValuePair<string, PropertyValue>> ordered) => entries = ordered;

    /// <summary>Of several values for one name the last counts.</summary>
    public static PropertyMap Of(IEnumerable<KeyValuePair<string, PropertyValue>> entries)
    {
        ImmutableArray<KeyValuePair<string, PropertyValue>> all = [.. entries];
        for (var at = 1; at < all.Length; at++)
        {
            if (string.CompareOrdinal(all[at - 1].Key, all[at].Key) >= 0)
                return new([.. all.GroupBy(entry => entry.Key, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(entry => entry.Key, StringComparer.Ordinal)]);
        }
        return all.IsEmpty ? Empty : new(all);
    }

    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> entries)
    {
        var all = new KeyValuePair<string, PropertyValue>[entries.Length];
        for (var at = 0; at < all.Length; at++) all[at] = new(entries[at].Name, entries[at].Value);
        return Of(all);
    }

    public int Count => entries.Length;
    public IEnumerable<string> Names => entries.Select(entry => entry.Key);

    /// <summary>The value, or null when there is none of that name.</summary>
    public PropertyValue? this[string name] => Find(name) is var at and >= 0 ? entries[at].Value : null;

    public bool Has(string name) => Find(name) >= 0;

    public PropertyMap Set(string name, PropertyValue value)
    {
        var (at, entry) = (Find(name), new KeyValuePair<string, PropertyValue>(name, value));
        return new(at >= 0 ? entries.SetItem(at, entry) : entries.Insert(~at, entry));
    }

    public PropertyMap Remove(string name) => Find(name) is var at and >= 0 ? new(entries.RemoveAt(at)) : this;
    public PropertyMap With(PropertyMap over) => over.Count == 0 ? this : Count == 0 ? over : Of(entries.Concat(over.entries));
    public PropertyMap Where(Func<string, bool> keep) => entries.All(entry => keep(entry.Key)) ? this : new([.. entries.Where(entry => keep(entry.Key))]);
    public PropertyMap Select(Func<string, PropertyValue, PropertyValue> change) => new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, change(entry.Key, entry.Value)))]);

    public PropertyMap Plain => Select((_, value) => value.Plain);

    /// <summary>What somebody made of it who may have lost the marks: what is secret here is secret there, whatever it is now.</summary>
    public PropertyMap KeepSecret(PropertyMap after) => after.Select((name, value) => this[name] is { } before ? before.KeepSecret(value) : value);

    /// <summary>Without what the engine and providers keep for themselves.</summary>
    public PropertyMap Shown => Where(name => !name.StartsWith("__", StringComparison.Ordinal));

    public bool HasUnknown => entries.Any(entry => entry.Value.HasUnknown);

    public bool Equals(PropertyMap? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Count != other.Count) return false;
        for (var at = 0; at < Count; at++)
        {
            if (entries[at].Key != other.entries[at].Key || !entries[at].Value.Equals(other.entries[at].Value)) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode() => Count;

    public ImmutableArray<KeyValuePair<string, PropertyValue>>.Enumerator GetEnumerator() => entries.GetEnumerator();

    IEnumerator<KeyValuePair<string, PropertyValue>> IEnumerable<KeyValuePair<string, PropertyValue>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, PropertyValue>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)entries).GetEnumerator();

    /// <summary>Its place; when there is none, the complement of where it belongs.</summary>
    int Find(string name)
    {
        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(entries[middle].Key, name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}

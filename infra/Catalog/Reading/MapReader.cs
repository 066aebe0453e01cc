using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Infra.Catalog.Reading;

/// <summary>Reads the keys of one map, remembers which it was asked for, and reports the others when done.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, YamlNode.Entry> _entries = [];
    private readonly List<string> _asked = [];
    private readonly string _what;
    private readonly Problems _problems;

    /// <param name="what">As a sentence names the map: <c>stage prod</c>.</param>
    internal MapReader(YamlNode node, string what, Problems problems)
    {
        (_what, _problems, At) = (what, problems, node.At);
        if (node is not YamlNode.Mapping map)
        {
            problems.Add(node.At, $"{what} must be a map of keys and values, not {node.Kind}");
            Broken = true;
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (!_entries.TryAdd(entry.Key, entry))
                problems.Add(entry.At, $"{what} has {entry.Key} twice, first on line {_entries[entry.Key].At.Line}; keep one");
        }
    }

    internal Place At { get; }

    /// <summary>Not a map at all: what is missing in it is no news.</summary>
    internal bool Broken { get; }

    internal IEnumerable<YamlNode.Entry> Entries => _entries.Values;

    internal YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _entries.GetValueOrDefault(key)?.Value;
    }

    internal T? Optional<T>(string key, ScalarReader<T> read) where T : class =>
        Find(key) is { } node && TryRead(key, node, read, out var value) ? value : null;

    internal T Optional<T>(string key, ScalarReader<T> read, T otherwise) where T : notnull =>
        Find(key) is { } node && TryRead(key, node, read, out var value) ? value : otherwise;

    internal T? Required<T>(string key, ScalarReader<T> read, string example)
    {
        if (Find(key) is { } node)
            return TryRead(key, node, read, out var value) ? value : default;
        if (!Broken)
            _problems.Add(At, $"{_what} lacks {key}; add `{key}: {example}`");
        return default;
    }

    internal ImmutableArray<T> List<T>(string key, ScalarReader<T> read)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlNode.Sequence list:
                var values = ImmutableArray.CreateBuilder<T>();
                foreach (var item in list.Items)
                {
                    if (TryRead(key, item, read, out var value))
                        values.Add(value);
                }

                return values.ToImmutable();
            case var node:
                _problems.Add(node.At, $"{_what}: {key} must be a list such as [a, b], not {node.Kind}");
                return [];
        }
    }

    internal ImmutableSortedDictionary<string, string> Map(string key, Func<string, string, string?> complaint)
    {
        if (Find(key) is not { } node)
            return ImmutableSortedDictionary<string, string>.Empty;
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in new MapReader(node, $"{_what}: {key}", _problems).Entries)
        {
            if (entry.Value is not YamlNode.Scalar scalar)
                _problems.Add(entry.Value.At, $"{_what}: {key}.{entry.Key} must be a text, not {entry.Value.Kind}");
            else if (complaint(entry.Key, scalar.Text) is { } wrong)
                _problems.Add(entry.At, $"{_what}: {key}.{entry.Key} {wrong}");
            else
                result[entry.Key] = scalar.Text;
        }

        return result.ToImmutable();
    }

    internal MapReader? Child(string key, string what) => Find(key) is { } node ? new(node, what, _problems) : null;

    /// <summary>Reports every key that nobody asked for.</summary>
    internal void End()
    {
        foreach (var entry in _entries.Values.Where(e => !_asked.Contains(e.Key)))
            _problems.Add(entry.At, $"{_what} knows no key \"{entry.Key}\"; it knows: {Spelling.Known(entry.Key, _asked.Distinct())}");
    }

    private bool TryRead<T>(string key, YamlNode node, ScalarReader<T> read, [NotNullWhen(true)] out T? value)
    {
        value = default;
        var complaint = node switch
        {
            YamlNode.Scalar { Text.Length: 0, Quoted: false } => "has no value; give it one, or leave the key out",
            YamlNode.Scalar scalar => read(scalar.Text, out value),
            _ => $"must be one value, not {node.Kind}",
        };
        if (complaint is not null)
            _problems.Add(node.At, $"{_what}: {key} {complaint}");
        return complaint is null && value is not null;
    }
}

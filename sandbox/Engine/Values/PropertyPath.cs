using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Values;

/// <summary>A path such as <c>a.b[0]["x y"]</c>, where <c>*</c> stands for any name or index.</summary>
internal static class PropertyPath
{
    public static ImmutableArray<string> Parse(string path)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '.') at++;
            else if (path[at] == '[')
            {
                var quoted = at + 1 < path.Length && path[at + 1] == '"';
                var end = path.IndexOf(quoted ? "\"]" : "]", at, StringComparison.Ordinal);
                if (end < 0) throw new EngineException($"The property path '{path}' has no closing ']'.");
                steps.Add(path[(at + (quoted ? 2 : 1))..end]);
                at = end + (quoted ? 2 : 1);
            }
            else
            {
                var end = path.IndexOfAny(['.', '['], at) is >= 0 and var found ? found : path.Length;
                steps.Add(path[at..end]);
                at = end;
            }
        }
        return steps.ToImmutable();
    }

    /// <summary>Whether a change at <paramref name="changed"/> is at, under or above <paramref name="path"/>.</summary>
    public static bool Covers(string path, string changed)
    {
        var (wanted, actual) = (Parse(path), Parse(changed));
        return wanted.Zip(actual).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    /// <summary>The new properties, with the old value (or absence) wherever a path points.</summary>
    public static PropertyMap Reset(PropertyMap old, PropertyMap news, IEnumerable<string> paths) =>
        paths.Aggregate(news, (result, path) => Reset(old, result, Parse(path), 0));

    static PropertyMap Reset(PropertyMap? old, PropertyMap news, ImmutableArray<string> steps, int at)
    {
        var names = steps[at] == "*" ? [.. news.Names.Union(old?.Names ?? [])] : ImmutableArray.Create(steps[at]);
        foreach (var name in names)
            news = Reset(old?[name], news[name], steps, at + 1) is { } value ? news.Set(name, value) : news.Remove(name);
        return news;
    }

    static PropertyValue? Reset(PropertyValue? old, PropertyValue? news, ImmutableArray<string> steps, int at)
    {
        if (at == steps.Length) return old;
        switch (news?.Plain)
        {
            case PropertyValue.Map map when old is null or { Plain: PropertyValue.Map }:
                return Reset(old?.AsMap, map.Properties, steps, at);
            case PropertyValue.List list when old is { Plain: PropertyValue.List } before:
                var indexes = steps[at] == "*" ? Enumerable.Range(0, list.Items.Length) : int.TryParse(steps[at], out var index) ? [index] : [];
                var items = list.Items;
                foreach (var i in indexes)
                {
                    if (i >= items.Length || i >= before.AsList.Length)
                        throw new EngineException($"cannot ignore changes to the following properties because one or more elements of the path are missing: added or removed elements at [{i}]");
                    items = items.SetItem(i, Reset(before.AsList[i], items[i], steps, at + 1) ?? PropertyValue.Nothing);
                }
                return new PropertyValue.List(items);
            default: return news;
        }
    }
}

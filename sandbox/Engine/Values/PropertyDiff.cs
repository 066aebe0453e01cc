using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Values;

internal enum DiffKind
{
    Add,
    Delete,
    Update,
}

/// <summary>Where two property maps differ, path by path (<c>actions[0].forward.weight</c>). Secret marks don't count.</summary>
internal static class PropertyDiff
{
    public static ImmutableSortedDictionary<string, DiffKind> Of(PropertyMap old, PropertyMap news)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, DiffKind>(StringComparer.Ordinal);
        Compare(old.Shown.Plain, news.Shown.Plain, "", found);
        return found.ToImmutable();
    }

    /// <summary>The name of the top-level property a path starts with.</summary>
    public static string Root(string path) => path.StartsWith("[\"", StringComparison.Ordinal)
        ? path[2..path.IndexOf("\"]", StringComparison.Ordinal)]
        : path.IndexOfAny(['.', '[']) is >= 0 and var end ? path[..end] : path;

    static void Compare(PropertyMap old, PropertyMap news, string path, ImmutableSortedDictionary<string, DiffKind>.Builder found)
    {
        foreach (var name in old.Names.Union(news.Names, StringComparer.Ordinal))
            Compare(Given(old[name]), Given(news[name]), Join(path, name), found);
    }

    static void Compare(PropertyValue? old, PropertyValue? news, string path, ImmutableSortedDictionary<string, DiffKind>.Builder found)
    {
        switch (old, news)
        {
            case (null, null): break;
            case (null, _): found[path] = DiffKind.Add; break;
            case (_, null): found[path] = DiffKind.Delete; break;
            case (PropertyValue.Map a, PropertyValue.Map b): Compare(a.Properties, b.Properties, path, found); break;
            case (PropertyValue.List a, PropertyValue.List b):
                for (var i = 0; i < Math.Max(a.Items.Length, b.Items.Length); i++)
                    Compare(i < a.Items.Length ? a.Items[i] : null, i < b.Items.Length ? b.Items[i] : null, $"{path}[{i}]", found);
                break;
            default:
                if (!old.Equals(news)) found[path] = DiffKind.Update;
                break;
        }
    }

    // Null and absent are the same to every provider.
    static PropertyValue? Given(PropertyValue? value) => value is PropertyValue.Null ? null : value;

    static string Join(string path, string name) =>
        name.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? path.Length == 0 ? name : $"{path}.{name}" : $"{path}[\"{name}\"]";
}

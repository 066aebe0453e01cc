using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Things under their parents, in the order in which they came.</summary>
internal static class ResourceTree
{
    /// <param name="Branch">What stands before the item, e.g. <c>│  └─ </c>.</param>
    /// <param name="Margin">What stands before further lines about it.</param>
    public sealed record Row<T>(T Item, string Branch, string Margin);

    /// <summary>What has a parent that isn't there stands at the top.</summary>
    public static ImmutableArray<Row<T>> Of<T>(IReadOnlyCollection<T> items, Func<T, string> urn, Func<T, string> parent)
    {
        var known = items.Select(urn).ToHashSet(StringComparer.Ordinal);
        var children = items.ToLookup(item => known.Contains(parent(item)) && parent(item) != urn(item) ? parent(item) : "", StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<Row<T>>();
        // A URN may be there twice, as a resource and what it replaces: what is below it is shown once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add("", "", isTop: true);
        return rows.ToImmutable();

        void Add(string above, string margin, bool isTop)
        {
            var below = children[above].ToArray();
            foreach (var (index, item) in below.Index())
            {
                var isLast = index == below.Length - 1;
                var inner = isTop ? "" : margin + (isLast ? "   " : "│  ");
                var own = seen.Add(urn(item)) && children.Contains(urn(item));
                rows.Add(new Row<T>(item, isTop ? "" : margin + (isLast ? "└─ " : "├─ "), inner + (own ? "│" : " ")));
                if (own) Add(urn(item), inner, isTop: false);
            }
        }
    }
}

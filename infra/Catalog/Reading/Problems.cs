using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

/// <summary>Gathers everything that is wrong with a file, so that it is mended in one go.</summary>
internal sealed class Problems(string file)
{
    private readonly List<Problem> _found = [];

    internal bool Any => _found.Count > 0;

    internal void Add(Place at, string text) => _found.Add(new(at, text));

    internal ImmutableArray<string> Lines =>
        [.. _found.OrderBy(p => p.At.Line).ThenBy(p => p.At.Column).Select(p => $"{file}({p.At.Line},{p.At.Column}): {p.Text}.")];

    private sealed record Problem(Place At, string Text);
}

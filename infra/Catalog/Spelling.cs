namespace Infra.Catalog;

/// <summary>Finds the known word that someone most likely meant.</summary>
public static class Spelling
{
    /// <summary>The known words, nearest first, as a sentence's tail: <c>stable, stages</c>.</summary>
    public static string Known(string word, IEnumerable<string> known) =>
        string.Join(", ", known.Select((name, at) => (name, at)).OrderBy(k => Near(word, k.name) ? Distance(word, k.name) : int.MaxValue).ThenBy(k => k.at).Select(k => k.name));

    /// <summary><c>; did you mean X</c>, or nothing when no known word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) =>
        known.Where(name => Near(word, name)).OrderBy(name => Distance(word, name)).FirstOrDefault() is { } nearest ? $"; did you mean {nearest}" : "";

    private static bool Near(string word, string name) => Distance(word, name) <= Math.Max(1, name.Length / 2);

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[right.Length];
    }
}

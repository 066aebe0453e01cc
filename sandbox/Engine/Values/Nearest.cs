namespace Infra.Sandbox.Engine.Values;

/// <summary>What somebody who mistyped a word may have meant.</summary>
internal static class Nearest
{
    /// <summary><c>; did you mean --stack</c>, or nothing when nothing is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) =>
        known.Select(one => (Name: one, Distance: Distance(word, one))).Where(one => one.Distance <= Math.Max(1, word.TrimStart('-').Length / 3))
            .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault() is { Name: { } name } ? $"; did you mean {name}" : "";

    /// <summary>How many letters are to be put in, taken out or changed.</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var letter in from)
        {
            var diagonal = row[0]++;
            for (var i = 1; i <= to.Length; i++)
                (diagonal, row[i]) = (row[i], Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (letter == to[i - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}

namespace Infra.Tests.Sdk;

/// <summary>What the official packages offer and ours don't, each with the reason: data of the tests, reviewed by people.</summary>
static class LeftOut
{
    /// <summary>Lines of <c>expected/sdk/left-out.txt</c>: a type or <c>type :: member</c>, <c>*</c> standing for any text, then <c>|</c> and why.</summary>
    public static IReadOnlyList<string> Patterns { get; } =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "expected/sdk/left-out.txt")).Select(line => line.Split('|')[0].Trim()).Where(pattern => pattern.Length > 0)];

    /// <summary>Members of a listing of the official packages that another one lacks, as <c>type :: member</c>.</summary>
    public static IEnumerable<string> Between(IEnumerable<string> official, IEnumerable<string> ours) => Members(official).Except(Members(ours), StringComparer.Ordinal);

    static IEnumerable<string> Members(IEnumerable<string> listing)
    {
        var type = "";
        foreach (var line in listing.Where(line => line.Length > 0))
        {
            if (!line.StartsWith(' ')) yield return type = line.Split(" : ")[0].Split(' ', 2) is [_, var rest] ? Kindless(rest) : line;
            else yield return $"{type} :: {line.Trim()}";
        }
    }

    // "sealed class X" and "abstract class X" are one X.
    static string Kindless(string header) => header.StartsWith("class ", StringComparison.Ordinal) ? header["class ".Length..] : header;
}

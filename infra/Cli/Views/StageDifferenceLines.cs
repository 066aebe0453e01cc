using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Cli.Views;

internal static class StageDifferenceLines
{
    internal static IEnumerable<string> Of(string one, string other, ImmutableArray<StageDifference> differences)
    {
        var width = differences.Select(difference => difference.Path.Length).DefaultIfEmpty().Max();
        foreach (var difference in differences)
            yield return $"{(difference.IsDeclared ? "  " : "! ")}{difference.Path.PadRight(width)}  {Shown(difference.One)} | {Shown(difference.Other)}";
        var undeclared = differences.Where(difference => !difference.IsDeclared).ToList();
        yield return undeclared.Count == 0
            ? $"{one} and {other} differ only where they may."
            : $"{one} and {other} differ where infra.yaml doesn't let them ({undeclared.Count}); make them the same, or add `mayDiffer: [{string.Join(", ", undeclared.Select(difference => difference.Path.Split('.')[^1]).Distinct())}]`.";
    }

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;
}

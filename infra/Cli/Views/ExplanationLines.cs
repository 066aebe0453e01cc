using System.Collections.Immutable;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>An explanation as people read it: a pure function of it and now.</summary>
internal static class ExplanationLines
{
    internal static IEnumerable<string> Of(Explanation explanation, DateTimeOffset now) =>
    [
        explanation.Brings,
        explanation.Standing.Line(now),
        .. Part("Because", explanation.Because),
        .. Part("What would change it", explanation.Unblocks),
        .. Part("What happens next if nobody does anything", Times(explanation.Next, now)),
        .. Part(explanation.Standing.Until is null ? "And then" : "What happens next if every gate says good by then", Times(explanation.NextIfGood, now)),
    ];

    private static IEnumerable<string> Part(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? [] : [$"{title}:", .. all.Select(line => $"  {line}")];
    }

    /// <summary>What comes at one time has that time once.</summary>
    private static IEnumerable<string> Times(ImmutableArray<Foreseen> foreseen, DateTimeOffset now)
    {
        var last = now;
        foreach (var (at, says) in foreseen)
        {
            yield return at == last ? says : $"at {When.In(at, now)}: {says}";
            last = at;
        }
    }
}

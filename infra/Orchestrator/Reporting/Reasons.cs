using System.Collections.Immutable;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Which facts speak for a rollout standing where it stands.</summary>
internal static class Reasons
{
    public static IEnumerable<string> Of(Ledger ledger, ImmutableArray<Fact> facts, Standing standing, DateTimeOffset now) => standing.For switch
    {
        Waits.Bake or Waits.Evidence or Waits.Warm => Looks(ledger, now),
        Waits.Nothing or Waits.Person => Decisive(facts, ledger, now),
        Waits.Step when standing.Step is { } step && ledger.Intents.TryGetValue(step.Id, out var intent) && intent.Why != step.Says => [intent.Why],
        Waits.Resume or Waits.Holder => [$"The last that was written, at {When.At(facts[^1].At, now)}: {Teller.Of(facts[^1], ledger.Plan).Says}"],
        _ => [],
    };

    private static IEnumerable<string> Looks(Ledger ledger, DateTimeOffset now) => ledger.LastLook switch
    {
        null => ["Nothing was counted yet."],
        { Reading: Reading.Blind blind } look => [$"The last look, at {When.At(look.At, now)}, was blind: {blind.Why}"],
        { } look => look.Verdicts.Select(verdict => verdict.Line),
    };

    /// <summary>What people asked, what failed, what others moved and what was found bad, oldest first, each once.</summary>
    private static IEnumerable<string> Decisive(ImmutableArray<Fact> facts, Ledger ledger, DateTimeOffset now)
    {
        var told = new HashSet<string>();
        foreach (var fact in facts)
        {
            var says = fact switch
            {
                Fact.Requested or Fact.Failed or Fact.Observed => Teller.Of(fact, ledger.Plan).Says,
                Fact.Measured look when look.Verdicts.OfType<Verdict.Bad>().FirstOrDefault() is { } bad => $"{bad.Gate} was found bad: {bad.Says}",
                _ => null,
            };
            if (says is not null && told.Add(says))
                yield return $"At {When.At(fact.At, now)}: {says}";
        }

        if (ledger.Outcome is not null && told.Count == 0)
            yield return "Every step of its plan was done, and nothing spoke against it.";
    }
}

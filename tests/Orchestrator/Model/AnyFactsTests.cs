using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Facts as no conductor would write them: whatever a journal holds, the decider has one answer and it is not a dangerous one.</summary>
public sealed class AnyFactsTests
{
    static readonly int count = Whole.Or(20_000, 500_000);

    [Fact]
    public void Any_facts_get_one_answer_that_moves_nobody_against_a_stop() => Histories.For(count, AnyFacts.Arbitrary, any => Examine(any, Decider.Next));

    [Fact]
    public void A_decider_that_shifts_in_spite_of_a_stop_is_found() =>
        Assert.Contains("against a stop", Assert.ThrowsAny<Exception>(() =>
            Histories.For(count, AnyFacts.Arbitrary, any => Examine(any, (ledger, now) => Decider.Next(ledger with { Wish = null, LastLook = null }, now)))).Message);

    static void Examine(AnyFacts any, Func<Ledger, DateTimeOffset, Decision> decide)
    {
        var ledger = Ledger.Of(any.Plan, any.Facts);
        var decision = decide(ledger, any.Now);

        Assert.Equal(decision, decide(any.Facts.Where(fact => fact.Rollout == any.Plan.Id).Aggregate(Ledger.Open(any.Plan), (sum, fact) => sum.After(fact)), any.Now));
        if (decision is Decision.Sleep sleep)
            Assert.True(sleep.Until > any.Now, $"{sleep} at {any.Now:O}");
        if (decision is Decision.Perform { Step: PlannedStep.Shift shift })
        {
            Assert.False(IsStopped(ledger, any), $"{shift.Id} against a stop");
            Assert.All(any.Plan.Steps.TakeWhile(step => step.Id != shift.Id && ledger.Wish != Wish.Promote), step => Assert.Contains(step.Id, ledger.Done));
        }
    }

    static bool IsStopped(Ledger ledger, AnyFacts any) =>
        ledger.Wish is Wish.Abort or Wish.Rollback || ledger.IsReturning || ledger.Failure is not null
        || any.Facts.OfType<Fact.Measured>().LastOrDefault() is { } look && look.Verdicts.OfType<Verdict.Bad>().Any();
}

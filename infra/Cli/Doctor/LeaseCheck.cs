using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Doctor;

/// <summary>Who moves what, and what nobody moves although it has no end.</summary>
internal static class LeaseCheck
{
    internal static async Task<Finding> RunAsync(ReadJournal journal, ILeases leases, DateTimeOffset now, CancellationToken ct)
    {
        var key = journal.Key;
        var check = $"lease of {key.Service}";
        if (journal.WhyNot is { } why)
            return Finding.Problem(check, why, "Mend the journal; until then no rollout of this service begins or goes on.");
        if (RecordedRollout.Find(journal.Entries) is not var (plan, facts))
            return Finding.Ok(check, "No rollout is recorded.");

        var held = await leases.FindAsync(key, ct);
        var standing = Standing.Of(plan, facts, held, await leases.LastAsync(key, ct), now);
        return standing.For switch
        {
            Waits.Holder => Finding.Problem(check, $"{plan.Id} has no end. {standing.Says}", $"`infra resume {key.Service} --stage {key.Stage}`"),
            Waits.Person or Waits.Resume => Finding.Advice(check, $"{plan.Id} has no end. {standing.Says}", $"`infra explain {plan.Id} --stage {key.Stage}` says what would unblock it."),
            Waits.Nothing => Finding.Ok(check, $"Nobody holds it; {plan.Id} has ended."),
            _ => Finding.Ok(check, $"{held?.Holder} moves {plan.Id}; the lease lasts until {When.Until(held?.Until ?? now, now)}."),
        };
    }
}

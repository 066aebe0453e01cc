using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Doctor;

/// <summary>Who moves what, and what nobody moves although it has no end.</summary>
internal static class LeaseCheck
{
    internal static async Task<IEnumerable<Finding>> RunAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, TimeProvider time, CancellationToken ct)
    {
        var journals = new FileJournals(folder.Journal(stage), time);
        var findings = new List<Finding>();
        foreach (var service in catalog.Services)
            findings.Add(await OneAsync(journals, new(stage.Name, service.Name), time.GetUtcNow(), ct));
        return findings;
    }

    private static async Task<Finding> OneAsync(FileJournals journals, ServiceKey key, DateTimeOffset now, CancellationToken ct)
    {
        var check = $"lease of {key.Service}";
        ImmutableArray<Fact> facts;
        try
        {
            facts = [.. (await journals.Open(key).ReadAsync(ct)).Select(entry => entry.Fact)];
        }
        catch (JournalException e)
        {
            return Finding.Problem(check, e.Message, "Mend the journal; until then no rollout of this service begins or goes on.");
        }

        if (facts.OfType<Fact.Planned>().LastOrDefault()?.Plan is not { } plan)
            return Finding.Ok(check, "No rollout is recorded.");
        var held = await journals.Leases.FindAsync(key, ct);
        var standing = Standing.Of(plan, [.. facts.Where(fact => fact.Rollout == plan.Id)], held, await journals.Leases.LastAsync(key, ct), now);
        return standing.For switch
        {
            Waits.Holder => Finding.Problem(check, $"{plan.Id} has no end. {standing.Says}", $"`infra resume {key.Service} --stage {key.Stage}`"),
            Waits.Person or Waits.Resume => Finding.Advice(check, $"{plan.Id} has no end. {standing.Says}", $"`infra explain {plan.Id} --stage {key.Stage}` says what would unblock it."),
            Waits.Nothing => Finding.Ok(check, $"Nobody holds it; {plan.Id} has ended."),
            _ => Finding.Ok(check, $"{held?.Holder} moves {plan.Id}; the lease lasts until {When.Until(held?.Until ?? now, now)}."),
        };
    }
}

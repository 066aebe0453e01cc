using Infra.Catalog;
using Infra.Orchestrator.Costs;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Steps;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator;

/// <summary>Moves services: holds the lease, decides, performs, tells. Every verb returns how it went; only bugs are thrown.</summary>
/// <remarks>Cancelling stops at the next safe point and leaves traffic where it is; <see cref="ResumeAsync"/> goes on from there.</remarks>
public sealed class Conductor(Ports ports)
{
    /// <summary>Ships a release: from a plan to the end of its last step.</summary>
    public async Task<Outcome> RolloutAsync(RolloutRequest request, Feed<RolloutSnapshot> feed, CancellationToken ct) =>
        await HoldingAsync(request.Key, feed, held => new Outcome.Refused(held), async (tools, lease) =>
        {
            var (key, journal) = (request.Key, ports.Journals.Open(request.Key));
            var situation = await Situation.ReadAsync(ports.Stacks, journal, key, ct);
            if (Obstacle(request, situation) is { } obstacle)
                return new Outcome.Refused(obstacle);
            if (Serves(request, situation) is { } already)
                return new Outcome.Promoted(already);

            var plan = Planner.Plan(situation.NextId(key), key, request.Service, request.Release, situation.Present) with { Approvals = request.Stage.Approvals, Attestations = request.Attestations };
            var room = await RoomAsync(tools, request, plan, ct);
            if (room is QuotaAnswer.Lacking { Says: var lacking })
                return new Outcome.Refused($"{request.Key} gets no second side: {lacking} Nothing was changed.");
            await ports.Journals.Wishes.ClearAsync(key, ct);
            var planned = new Fact.Planned(plan, ports.Holder.ToString()) { Rollout = plan.Id, At = ports.Time.GetUtcNow() };
            await journal.AppendAsync(planned, lease.Token, ct);
            var cost = plan.Stable is null ? null : CostEstimate.Of(plan, request.Service, request.Service.PlatformIn(request.Stage), Prices.Known);
            feed.Publish(snapshot => Story.After(snapshot, planned) with { Cost = cost, Warnings = room is QuotaAnswer.Unknown { Why: var why } ? [$"Whether quotas let a second side run is not known: {why}"] : [] });
            return await new Drive(tools.Since(planned.At), ports.Journals, lease, plan, [planned], feed).RunAsync(ct);
        }, ct);

    /// <summary>Goes on with the newest rollout that has no end.</summary>
    public async Task<Outcome> ResumeAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) =>
        await HoldingAsync(key, feed, held => new Outcome.Refused(held), async (tools, lease) =>
            await GoOnAsync(key, feed, tools, lease, plan => new Fact.Resumed(ports.Holder.ToString()) { Rollout = plan.Id, At = ports.Time.GetUtcNow() }, ct)
            ?? new Outcome.Refused($"{key} has no rollout to resume."), ct);

    public Task<Answer> AbortAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => WishAsync(key, Wish.Abort, feed, ct);

    public Task<Answer> PromoteAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => WishAsync(key, Wish.Promote, feed, ct);

    public Task<Answer> RollbackAsync(ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct) => WishAsync(key, Wish.Rollback, feed, ct);

    public Task<ServiceStatus> StatusAsync(ServiceKey key, CancellationToken ct) => StatusReader.ReadAsync(ports.Stacks, ports.Journals, ports.Router, key, ct);

    private async Task<QuotaAnswer> RoomAsync(Tools tools, RolloutRequest request, Plan plan, CancellationToken ct)
    {
        if (ports.Quotas is not { } quotas)
            return new QuotaAnswer.Enough();
        var size = plan.Stable is { } stable ? await StableSize.ReadAsync(tools, new(ports.Stacks, request.Key), plan.Initial, stable, ct) : null;
        return await quotas.AskAsync(request.Service, request.Service.PlatformIn(request.Stage), size ?? request.Service.Replicas, ct);
    }

    private async Task<Answer> WishAsync(ServiceKey key, Wish wish, Feed<RolloutSnapshot> feed, CancellationToken ct)
    {
        if (await ports.Journals.Leases.FindAsync(key, ct) is { } running && running.Holder != ports.Holder)
        {
            await ports.Journals.Wishes.PutAsync(key, new(wish, ports.Holder.Name), ct);
            return new($"{running.Holder} moves {key} and was told.", null);
        }

        var outcome = await HoldingAsync(key, feed, held => new Outcome.Refused(held), async (tools, lease) =>
            await GoOnAsync(key, feed, tools, lease, plan => new Fact.Requested(wish, ports.Holder.Name) { Rollout = plan.Id, At = ports.Time.GetUtcNow() }, ct)
            ?? new Outcome.Refused($"{key} has no rollout under way. To go back to an earlier release, roll it out: `infra rollout {key.Service} --release …`."), ct);
        return new(outcome.Reason, outcome);
    }

    private async Task<Outcome?> GoOnAsync(ServiceKey key, Feed<RolloutSnapshot> feed, Tools tools, LeaseKeeper lease, Func<Plan, Fact> because, CancellationToken ct)
    {
        var journal = ports.Journals.Open(key);
        var situation = await Situation.ReadAsync(ports.Stacks, journal, key, ct);
        if (situation.Unexplained(key) is { } unexplained)
            return new Outcome.Refused(unexplained);
        if (situation.Open is not var (plan, recorded))
            return null;

        Fact[] facts = [.. recorded, because(plan)];
        await journal.AppendAsync(facts[^1], lease.Token, ct);
        feed.Publish(_ => Story.Of(key, facts));
        return await new Drive(tools.Since(facts.Max(fact => fact.At)), ports.Journals, lease, plan, facts, feed).RunAsync(ct);
    }

    private static string? Obstacle(RolloutRequest request, Situation situation)
    {
        var key = request.Key;
        if (request.Release.ComplaintOn(request.Service.PlatformIn(request.Stage)) is { } wrong)
            return $"{key} can't run {request.Release.Name}: {wrong}.";
        // Another journal's rollout may be open or not: who has looked may begin anew.
        var unexplained = situation.Unexplained(key);
        if (unexplained is not null)
            return request.Adopt ? null : unexplained;
        return situation.Open is { Plan: var open }
            ? $"{open.Id} of {key}, which brings {open.Release.Name}, has no end yet. `infra resume {key.Service}` goes on with it; `infra rollback {key.Service}` or `infra abort {key.Service}` ends it."
            : null;
    }

    /// <summary>Asking again for what is there already is no mistake: pipelines are run twice.</summary>
    private static string? Serves(RolloutRequest request, Situation situation)
    {
        var (key, present) = (request.Key, situation.Present);
        return present.Split.Serving is { } serving && present[serving] is { IsNone: false } now && now.Reference == request.Release.Reference
            ? $"{serving.Title} serves {key} with {now.Reference} already; there is nothing to roll out."
            : null;
    }

    private async Task<Outcome> HoldingAsync(ServiceKey key, Feed<RolloutSnapshot> feed, Func<string, Outcome> refuse, Func<Tools, LeaseKeeper, Task<Outcome>> work, CancellationToken ct)
    {
        var outcome = await AttemptAsync(key, refuse, work, ct);
        feed.Publish(snapshot => snapshot with { Outcome = outcome, Says = outcome.Reason });
        return outcome;
    }

    private async Task<Outcome> AttemptAsync(ServiceKey key, Func<string, Outcome> refuse, Func<Tools, LeaseKeeper, Task<Outcome>> work, CancellationToken ct)
    {
        if (Tools.From(ports, out var missing) is not { } tools)
            return refuse($"{key} gets no rollout: its platform's {missing} can't be read here, so nobody could see what a shift does. `infra preview` and `infra up` work.");
        switch (await ports.Journals.Leases.TakeAsync(key, ports.Holder, LeaseKeeper.Length, ct))
        {
            case LeaseAnswer.Taken(var lease):
                await using (var keeper = new LeaseKeeper(ports.Journals.Leases, lease, ports.Time))
                {
                    try
                    {
                        return await work(tools, keeper);
                    }
                    catch (Exception e) when (e is JournalException or StackException)
                    {
                        return new Outcome.Stopped(e.Message);
                    }
                }

            case LeaseAnswer.Held(var by):
                return refuse($"{key} is being moved by {by.Holder} since {by.Since:HH:mm:ss} UTC; its lease lasts until {by.Until:HH:mm:ss} UTC. Wait for it, or ask it with `infra abort {key.Service}`.");
            case var unknown:
                throw new System.Diagnostics.UnreachableException(unknown.GetType().Name);
        }
    }
}

using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Steps;

namespace Infra.Orchestrator;

/// <summary>Moves one rollout to its end: ask the decider, do what it says, write it down, tell.</summary>
internal sealed class Drive(Tools tools, IJournals journals, LeaseKeeper lease, Plan plan, IEnumerable<Fact> facts, Feed<RolloutSnapshot> feed)
{
    private readonly IJournal _journal = journals.Open(plan.Key);
    private readonly StepRunner _runner = new(tools.Time, lease.Lost);
    private readonly RouteBook _routes = new(tools.Stacks, plan.Key);
    private readonly TimeSpan? _slowerThan = plan.Gates.OfType<GateSpec.Slow>().FirstOrDefault()?.Than;
    private Ledger _ledger = Ledger.Of(plan, facts);
    private Watch _watch = Watch.Of(plan, facts);

    public async Task<Outcome> RunAsync(CancellationToken ct)
    {
        try
        {
            return await MoveAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await AppendAsync(new Fact.Interrupted($"Stopped by its runner with {_ledger.Set}; traffic stays as it is. `infra resume {plan.Key.Service}` goes on.") { Rollout = plan.Id, At = Now });
            throw;
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            return TakenOver();
        }
    }

    private async Task<Outcome> MoveAsync(CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (!await lease.HoldsAsync()) return TakenOver();
            if (await journals.Wishes.FindAsync(plan.Key, ct) is { } wish) await HearAsync(wish);

            switch (Decider.Next(_ledger, Now))
            {
                case Decision.Perform perform:
                    await PerformAsync(perform, ct);
                    break;
                case Decision.Begin begin:
                    await AppendAsync(new Fact.Intended(begin.Step.Id, begin.Step.Says) { Rollout = plan.Id, At = Now });
                    break;
                case Decision.Finish finish:
                    await AppendAsync(new Fact.Done(finish.Step.Id, finish.Says, null) { Rollout = plan.Id, At = Now });
                    break;
                case Decision.Measure measure:
                    await MeasureAsync(measure.Step, ct);
                    break;
                case Decision.Sleep sleep:
                    await SleepAsync(sleep.Until, ct);
                    break;
                case Decision.End end:
                    if (_ledger.Outcome is null)
                        await AppendAsync(new Fact.Ended(end.Outcome) { Rollout = plan.Id, At = Now });
                    return end.Outcome;
                case Decision.Halt halt:
                    feed.Publish(snapshot => snapshot with { Says = halt.Why });
                    return new Outcome.Stopped(halt.Why);
                case var unknown:
                    throw new System.Diagnostics.UnreachableException(unknown.GetType().Name);
            }
        }
    }

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    private async Task PerformAsync(Decision.Perform perform, CancellationToken ct)
    {
        var (id, (step, policy)) = (perform.Step.Id, StepList.For(perform.Step, plan.StepLimit));
        var resumed = _ledger.Unsure.ContainsKey(id);
        var intent = await AppendAsync(new Fact.Intended(id, perform.Why) { Rollout = plan.Id, At = Now });
        var work = new Work(tools, _routes, _ledger) { JournalHead = intent.Hash, Resumed = resumed, Confirm = lease.ConfirmAsync, Tell = Tell };
        switch (await _runner.RunAsync(step, policy, work, ct))
        {
            case StepResult.Done done:
                await AppendAsync(new Fact.Done(id, done.Says, done.Set) { Rollout = plan.Id, At = Now });
                break;
            case StepResult.Failed failed:
                await AppendAsync(new Fact.Failed(id, failed.Kind, failed.Why) { Rollout = plan.Id, At = Now });
                break;
            case StepResult.Moved moved:
                await AppendAsync(new Fact.Observed(moved.Why, moved.Expected, moved.Found) { Rollout = plan.Id, At = Now });
                await AppendAsync(new Fact.Failed(id, FailureKind.Drift, moved.Why) { Rollout = plan.Id, At = Now });
                break;
            case var unknown:
                throw new System.Diagnostics.UnreachableException(unknown.GetType().Name);
        }
    }

    private async Task MeasureAsync(PlannedStep step, CancellationToken ct)
    {
        var real = _ledger.Set;
        var reading = await _runner.LookAsync(async limit =>
        {
            var route = await _routes.GetAsync(limit);
            real = await tools.Router.ReadAsync(route, limit);
            return await tools.Probe.ReadAsync(route, _slowerThan, limit);
        }, ct);
        if (real != _ledger.Set && real != _watch.MarkSet)
            await AppendAsync(new Fact.Observed($"{plan.Key.Service}'s rule holds {real}, we last set {_ledger.Set}: someone moved it. It is watched on; no shift follows.", _ledger.Set, real) { Rollout = plan.Id, At = Now });
        _watch = _watch.After(reading, real, Now);
        await AppendAsync(new Fact.Measured(step.Id, reading, real, _watch.Answer()) { Rollout = plan.Id, At = Now });
    }

    /// <summary>Sleeps in short spells: somebody may ask for something meanwhile.</summary>
    private Task SleepAsync(DateTimeOffset until, CancellationToken ct)
    {
        var spell = until - Now;
        return spell <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(spell < Decider.Every ? spell : Decider.Every, tools.Time, ct);
    }

    private async Task HearAsync(WishLetter wish)
    {
        await AppendAsync(new Fact.Requested(wish.Wish, wish.By) { Rollout = plan.Id, At = Now });
        await journals.Wishes.ClearAsync(plan.Key, CancellationToken.None);
    }

    private Outcome.Stopped TakenOver() =>
        new($"Another conductor has taken over {plan.Key}; this one stops without touching anything. See `infra status {plan.Key.Service}`.");

    /// <summary>What is recorded was done: no cancelling between an effect and its record.</summary>
    private async Task<Entry> AppendAsync(Fact fact)
    {
        var entry = await _journal.AppendAsync(fact, lease.Token, CancellationToken.None);
        _ledger = _ledger.After(fact);
        feed.Publish(snapshot => Story.After(snapshot, fact));
        return entry;
    }

    private void Tell(StackReport report) => feed.Publish(snapshot => Story.After(snapshot, report));
}

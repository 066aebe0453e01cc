using Infra.Catalog;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator.Steps;

/// <summary>What a step may know and touch.</summary>
internal sealed record Work(Tools Tools, RouteBook Routes, Ledger Ledger)
{
    /// <summary>The journal's head: the intent that this work fulfils.</summary>
    public required string JournalHead { get; init; }

    /// <summary>Whether an earlier run, now gone, may have done some of it.</summary>
    public required bool Resumed { get; init; }

    /// <summary>Counted from 1 in this run.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Makes sure that the lease is ours, right before an effect; it throws when it isn't.</summary>
    public required Func<Task> Confirm { get; init; }

    /// <summary>Tells what a stack operation came to, for views.</summary>
    public required Action<StackReport> Tell { get; init; }

    public Plan Plan => Ledger.Plan;

    /// <summary>Updates one stack and says why not, if not.</summary>
    /// <remarks>First who set traffic last is read, then the lease is confirmed, and the update is refused where traffic was set since: between these no other conductor's work is undone.</remarks>
    public async Task<StepResult.Failed?> UpAsync(StackRequest request, CancellationToken ct)
    {
        var head = (await Tools.Stacks.OutputsAsync(Plan.Key.Traffic, ct)).GetValueOrDefault(StackOutputs.Traffic.JournalHead, "");
        await Confirm();
        var report = await Tools.Stacks.UpAsync(request.With(ConfigKeys.After, head.Length == 0 ? ConfigKeys.Nobody : head), ct);
        Tell(report);
        return report.Succeeded ? null : Failed(report);
    }

    public static StepResult.Failed Failed(StackReport report) =>
        new(report.Result == StackResult.Violated ? FailureKind.Refused : FailureKind.Error, report.Why);

    /// <summary>Why the policies forbid a step; null when they don't, or nobody judges.</summary>
    public async Task<StepResult.Failed?> ForbiddenAsync(PlannedStep step, CancellationToken ct)
    {
        if (Tools.Rules is not { } rules)
            return null;
        var heard = new StackReport { Stack = Plan.Key.Traffic, Result = StackResult.Succeeded, ExitCode = 0, Why = "", Violations = await rules.JudgeAsync(ReleaseEvent.Of(step, Ledger, Tools.Time.GetUtcNow()), ct) };
        Tell(heard);
        return StackFailure.Violated(heard) is { } violated ? Failed(violated) : null;
    }

    public StackRequest Traffic(Shares desired, Colour? serving) =>
        new StackRequest(Plan.Key.Traffic).With(ConfigKeys.Traffic, desired.ToSplit(serving, JournalHead).ToJson());

    /// <summary>Whether the real weights are what the journal says, or what this very step would set and may have set before.</summary>
    public async Task<StepResult?> MovedAsync(Shares desired, CancellationToken ct)
    {
        var real = await Tools.Router.ReadAsync(await Routes.GetAsync(ct), ct);
        if (real == Ledger.Set || ((Resumed || Attempt > 1) && real == desired))
            return null;
        var service = Plan.Key.Service;
        return new StepResult.Moved(
            $"{service}'s rule holds {real}, the journal says {Ledger.Set}: someone moved it before {Tools.Time.GetUtcNow():HH:mm:ss} UTC. Nothing more is moved. "
            + $"`infra up {Plan.Key.Traffic} --refresh` brings back what the stack says.",
            Ledger.Set,
            real);
    }

    /// <summary>Why this side may not get traffic; null when it may.</summary>
    public async Task<StepResult.Failed?> UnfitAsync(Colour side, CancellationToken ct)
    {
        var health = await Tools.Health.ReadAsync(await Routes.GetAsync(ct), side, ct);
        return health.IsFit ? null : new(FailureKind.Unhealthy, $"{side.Title} has {Say(health)}; it gets no traffic of {Plan.Key.Service}.");
    }

    public static string Say(SideHealth health) =>
        $"{health.Healthy} of {health.Wanted} replicas healthy{(health.Says.Length > 0 ? $" ({health.Says.TrimEnd('.')})" : "")}";

    /// <summary>Waits until the rule says what was set, at most this long; null when it does.</summary>
    public async Task<StepResult.Failed?> ReadBackAsync(Shares desired, TimeSpan within, CancellationToken ct)
    {
        var route = await Routes.GetAsync(ct);
        for (var end = Tools.Time.GetUtcNow() + within; ;)
        {
            var real = await Tools.Router.ReadAsync(route, ct);
            if (real == desired)
                return null;
            if (Tools.Time.GetUtcNow() >= end)
                return new(FailureKind.Error, $"{desired} was set on {Plan.Key.Service}'s rule and {within.Words} later it reads {real}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Tools.Time, ct);
        }
    }
}

using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>For each promise, deciders, ledgers or worlds that break it, each by one believable mistake.</summary>
static class WrongBrains
{
    public static IReadOnlyList<(string Promise, string Mistake, Brain Brain)> All { get; } =
    [
        ("shares are complete", "attaching gives away what nobody gave up", new()
        {
            Do = (world, step, ledger, fault) => world.Do(step, ledger, fault) is var (after, told) && step is PlannedStep.Attach attach
                ? (after with { Rule = after.Rule.With(attach.Side, new(true, Weight.Percent(10))) }, told)
                : world.Do(step, ledger, fault),
        }),
        ("no shift to a side not known healthy", "health is not read before a shift", new()
        {
            Do = (world, step, ledger, fault) => step is PlannedStep.Shift && (world with { BlueIsIll = false, GreenIsIll = false }).Do(step, ledger, fault) is var (after, told)
                ? (after with { BlueIsIll = world.BlueIsIll, GreenIsIll = world.GreenIsIll }, told)
                : world.Do(step, ledger, fault),
        }),
        ("no shift to a side not known healthy", "smoke tests are skipped", new() { Next = (ledger, now) => Decider.Next(Did<PlannedStep.Smoke>(ledger), now) }),
        ("no shift after a stop", "bad evidence is not heard", new() { Next = (ledger, now) => Decider.Next(ledger with { LastLook = ledger.LastLook is { } look ? look with { Verdicts = [] } : null }, now) }),
        ("no shift after a stop", "a wish to go back is not heard", new() { Next = (ledger, now) => Decider.Next(ledger with { Wish = null }, now) }),
        ("no shift after a stop", "drift is not heard", new() { Next = (ledger, now) => Decider.Next(ledger.Failure?.Kind == FailureKind.Drift ? ledger with { Failure = null } : ledger, now) }),
        ("one outcome and nothing after it", "an end is decided anew", new() { Next = (ledger, now) => ledger.Outcome is null ? Decider.Next(ledger, now) : new Decision.End(new Outcome.Promoted("It went well.")) }),
        ("a next move, or what it waits for", "it sleeps until it is over", new() { Next = (ledger, now) => Decider.Next(ledger, now) is Decision.Sleep sleep ? sleep with { Until = now } : Decider.Next(ledger, now) }),
        ("a next move, or what it waits for", "a halt keeps its reason to itself", new() { Next = (ledger, now) => Decider.Next(ledger, now) is Decision.Halt ? new Decision.Halt("It waits.") : Decider.Next(ledger, now) }),
        ("a next move, or what it waits for", "resuming changes nothing", new() { After = (ledger, fact) => fact is Fact.Resumed ? ledger : ledger.After(fact) }),
        ("the same facts, the same answer", "it counts its own calls", Forgetful()),
        ("the ledger is its facts, one by one", "what others saw is added up, too", new() { After = (ledger, fact) => fact is Fact.Observed observed ? ledger with { Set = observed.Found } : ledger.After(fact) }),
        ("a return takes the candidate's users, or halts", "a return is recorded and not done", new()
        {
            Do = (world, step, ledger, fault) => world.Do(step, ledger, fault) is var (after, told) && step is PlannedStep.Return ? (after with { Rule = world.Rule }, told) : world.Do(step, ledger, fault),
        }),
        ("the outcome tells the truth", "a failure is told as success", new() { Next = (ledger, now) => Decider.Next(ledger, now) is Decision.End { Outcome: Outcome.Failed } ? new Decision.End(new Outcome.Promoted("It went well.")) : Decider.Next(ledger, now) }),
        ("what is done is not done again", "the end of attaching is forgotten", new() { Next = (ledger, now) => Decider.Next(ledger with { Done = ledger.Done.Except(Of<PlannedStep.Attach>(ledger)) }, now) }),
        ("drift is said only where somebody moved", "an unfinished shift of our own is taken for another's", new() { Do = (world, step, ledger, fault) => world.Do(step, ledger with { Unsure = ledger.Unsure.Clear() }, fault) }),
        ("at the end nobody gets copies", "copies are not taken for anything to go back from", new() { Next = (ledger, now) => Decider.Next(ledger with { Set = ledger.Set with { Mirror = null }, Seen = ledger.Seen with { Mirror = null } }, now) }),
        ("undisturbed it is promoted", "promoting gives up", new() { Next = (ledger, now) => Decider.Next(ledger, now) is Decision.Perform { Step: PlannedStep.Promote } ? new Decision.End(new Outcome.Failed("No.")) : Decider.Next(ledger, now) }),
        ("killed anywhere it comes to the same end", "resuming forgets what a failure had decided", new() { After = (ledger, fact) => fact is Fact.Resumed ? ledger.After(fact) with { Failure = null } : ledger.After(fact) }),
        ("killed anywhere it comes to the same end", "resuming forgets what may have been done", new() { After = (ledger, fact) => fact is Fact.Resumed ? ledger.After(fact) with { Unsure = ledger.Unsure.Clear() } : ledger.After(fact) }),
    ];

    static Ledger Did<T>(Ledger ledger) where T : PlannedStep => ledger with { Done = ledger.Done.Union(Of<T>(ledger)) };

    static IEnumerable<string> Of<T>(Ledger ledger) where T : PlannedStep => ledger.Plan.Steps.Where(step => step is T).Select(step => step.Id);

    static Brain Forgetful()
    {
        var calls = 0;
        return new() { Next = (ledger, now) => Decider.Next(ledger, now) is Decision.Perform perform ? perform with { Why = $"{perform.Why} ({++calls})" } : Decider.Next(ledger, now) };
    }
}

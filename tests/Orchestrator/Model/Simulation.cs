using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>The reference interpreter: does what the decider says on a simulated world, and lets the script's faults and happenings in.</summary>
sealed class Simulation
{
    const int Enough = 1000;
    const int Patience = 12;
    const string Person = "bob";

    readonly Script script;
    readonly Brain brain;
    readonly List<Moment> moments = [];
    readonly List<Line> lines = [];
    Bystanders around;
    Ledger ledger;

    Simulation(Script script, Brain brain, Bystanders around, IEnumerable<Line> before)
    {
        (this.script, this.brain, this.around) = (script, brain, around);
        lines.AddRange(before);
        ledger = lines.Aggregate(Ledger.Open(script.Plan), (sum, line) => brain.After(sum, line.Fact));
    }

    public static History Live(Script script, Brain brain) => new Simulation(script, brain, new(SimulatedWorld.Of(script), []), []).Run();

    /// <summary>The same history, killed just before or just after its n-th line was written, and resumed at once.</summary>
    public static History Killed(History whole, int line, bool isWritten, Brain brain)
    {
        var killed = new Simulation(whole.Script, brain, whole.Lines[line].Before, whole.Lines.Take(isWritten ? line + 1 : line));
        // Where it waits for a person, the person's answer is part of the script.
        if (killed.ledger.Outcome is null && brain.Next(killed.ledger, killed.Now) is not Decision.Halt)
            killed.Append(new Fact.Resumed("the next run") { Rollout = killed.Id, At = killed.Now });
        return killed.Run();
    }

    RolloutId Id => script.Plan.Id;

    DateTimeOffset Now => World.Now;

    SimulatedWorld World
    {
        get => around.World;
        set => around = around with { World = value };
    }

    History Run()
    {
        while (moments.Count < Enough)
        {
            LetHappen();
            var decision = brain.Next(ledger, Now);
            moments.Add(new(lines.Count, ledger, Now, decision));
            switch (decision)
            {
                case Decision.Perform perform:
                    Perform(perform);
                    break;
                case Decision.Begin begin:
                    Append(new Fact.Intended(begin.Step.Id, "It begins.") { Rollout = Id, At = Now });
                    break;
                case Decision.Finish finish:
                    Append(new Fact.Done(finish.Step.Id, finish.Says, null) { Rollout = Id, At = Now });
                    break;
                case Decision.Measure measure:
                    Look(measure.Step);
                    break;
                case Decision.Sleep sleep:
                    Pass(sleep.Until - Now < Decider.Every ? sleep.Until - Now : Decider.Every);
                    break;
                case Decision.End end:
                    if (ledger.Outcome is null)
                        Append(new Fact.Ended(end.Outcome) { Rollout = Id, At = Now });
                    return Closed(HistoryEnd.Ended);
                case Decision.Halt when Halts >= script.Answers.Length + Patience:
                    return Closed(HistoryEnd.Waiting);
                case Decision.Halt:
                    Ask();
                    break;
            }
        }

        return Closed(HistoryEnd.Endless);
    }

    void Perform(Decision.Perform perform)
    {
        var (id, before) = (perform.Step.Id, ledger);
        var attempt = lines.Count(line => line.Fact is Fact.Done done && done.Step == id || line.Fact is Fact.Failed failed && failed.Step == id);
        Append(new Fact.Intended(id, perform.Why) { Rollout = Id, At = Now });
        var (world, told) = brain.Do(World, perform.Step, before, script.Faults.FirstOrDefault(fault => fault.Step == id && fault.Attempt == attempt));
        World = world;
        Pass(TimeSpan.FromSeconds(1));
        foreach (var fact in told)
            Append(fact);
    }

    void Look(PlannedStep step)
    {
        if (World.Rule != ledger.Set && World.Rule != ledger.LastLook?.Set)
            Append(new Fact.Observed("Somebody moved it.", ledger.Set, World.Rule) { Rollout = Id, At = Now });
        var since = IsWait(step.Id) ? Now - ledger.Intents[step.Id].At : TimeSpan.Zero;
        var sight = script.Evidence.Where(evidence => evidence.Step == step.Id && evidence.From <= since).Select(evidence => (Sight?)evidence.Sight).LastOrDefault();
        Reading reading = sight == Sight.Blind ? new Reading.Blind("Nothing could be read.") : new Reading.Totals(default, default);
        Verdict verdict = sight switch
        {
            Sight.Bad => new Verdict.Bad("errors", ["It is bad."]),
            Sight.Elsewhere => new Verdict.NotEnough(Verdict.Share, ["Users are elsewhere."], 0),
            Sight.Thin => new Verdict.NotEnough("errors", ["Too few requests."], 10),
            _ => new Verdict.Good("errors", ["It is good."]),
        };
        Append(new Fact.Measured(step.Id, reading, World.Rule, [verdict]) { Rollout = Id, At = Now });
    }

    /// <summary>How often people were asked, and answered.</summary>
    int Halts => lines.Count(line => line.Fact is Fact.Requested { By: Person } or Fact.Resumed { By: Person });

    void Ask()
    {
        var answer = Halts < script.Answers.Length ? script.Answers[Halts] : Answer.MendAndResume;
        if (answer == Answer.MendAndResume)
            World = World.Mended(ledger);
        Append(answer switch
        {
            Answer.Rollback => new Fact.Requested(Wish.Rollback, Person) { Rollout = Id, At = Now },
            Answer.Abort => new Fact.Requested(Wish.Abort, Person) { Rollout = Id, At = Now },
            Answer.Promote => new Fact.Requested(Wish.Promote, Person) { Rollout = Id, At = Now },
            _ => new Fact.Resumed(Person) { Rollout = Id, At = Now },
        });
    }

    void LetHappen()
    {
        // One may bring about the next: the clock jumps, and the time of another has come.
        while (Enumerable.Range(0, script.Happenings.Length).Where(number => !around.Happened.Contains(number) && IsDue(script.Happenings[number])).Cast<int?>().FirstOrDefault() is { } number)
        {
            switch (script.Happenings[number])
            {
                case Happening.Asked asked:
                    Append(new Fact.Requested(asked.Wish, "alice") { Rollout = Id, At = Now });
                    break;
                case Happening.Moved moved:
                    World = World with { Rule = moved.To };
                    break;
                case Happening.FellIll ill:
                    World = World.FallIll(ill.Side);
                    break;
                case Happening.ClockJumped jumped:
                    Pass(jumped.By);
                    break;
            }

            around = around with { Happened = around.Happened.Add(number) };
        }
    }

    bool IsDue(Happening happening) => lines.Any(line => line.Fact switch
    {
        Fact.Intended intended => intended.Step == happening.After && IsWaitedFor(intended.Step) && Now >= intended.At + happening.Later,
        Fact.Done done => done.Step == happening.After && !IsWait(done.Step),
        Fact.Failed failed => failed.Step == happening.After,
        _ => false,
    });

    /// <summary>One that somebody's wish has skipped is not waited for any more.</summary>
    bool IsWaitedFor(string id) => IsWait(id) && !ledger.Done.Contains(id) && lines.Last(line => line.Fact is Fact.Intended).Fact is Fact.Intended newest && newest.Step == id;

    bool IsWait(string id) => script.Plan.Find(id) is PlannedStep.Bake or PlannedStep.Verify or PlannedStep.Warm or PlannedStep.Pause or PlannedStep.Drain;

    void Pass(TimeSpan time) => World = World with { Now = World.Now + time };

    void Append(Fact fact)
    {
        lines.Add(new(fact, around));
        ledger = brain.After(ledger, fact);
    }

    History Closed(HistoryEnd end) => new(script, [.. moments], [.. lines], end, World);
}

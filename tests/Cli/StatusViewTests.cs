using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Cli.Watching;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Tests.Cli;

/// <summary>What people see of a stage, its history and an explanation: each view is a function of data and now.</summary>
public sealed class StatusViewTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddSeconds(40);
    private static readonly Plan Plan = Some.Plan();
    private static readonly Lease Lease = new(Some.Web, new Holder("ci", "runner-7", 4711), Some.Noon, Some.Noon.AddMinutes(5), 3);
    private static readonly ImmutableArray<Fact> Baking = Facts.Baking(Plan)
        .Add(Facts.Look(Plan, 10, NotEnough(290)))
        .Add(Facts.Look(Plan, 20, NotEnough(190)))
        .Add(Facts.Look(Plan, 39, NotEnough(90), new Verdict.Good("share", ["green got 10% of 3,900 requests where 10% is set."])));

    private static readonly StageStatus Watched = new("local", true, [Web(Baking, Lease), Api]);

    [Fact]
    public void Lines_say_who_serves_what_it_waits_for_and_who_moves_it() => Golden.Matches("cli/status.txt", Text(StatusLines.Of(Watched, Now)));

    [Fact]
    public void The_json_result_has_a_stable_shape() => Golden.Matches("cli/status.json", Json.Write(StageResult.Of(Watched, Now)));

    [Fact]
    public void A_terminal_shows_a_table() => Golden.Matches("cli/status-live.txt", Drawn(StatusTable.Render(Watched, Now)));

    [Fact]
    public void A_world_that_is_down_is_said_first_and_shares_are_what_is_declared()
    {
        var down = Watched with { WorldIsUp = false, Services = [Web(Baking, Lease) with { Real = null, Findings = [] }, Api] };

        Golden.Matches("cli/status-down.txt", Text(StatusLines.Of(down, Now)));
        Golden.Matches("cli/status-live-down.txt", Drawn(StatusTable.Render(down, Now)));
    }

    [Fact]
    public void A_holder_that_is_gone_is_an_orphan_and_a_halted_rollout_is_none()
    {
        var halted = Baking.Add(new Fact.Failed("x", FailureKind.Drift, "web's rule was moved.") { Rollout = Plan.Id, At = Now });

        Assert.True((Watched with { Services = [Web(Baking, null)] }).HasOrphans(Now));
        Assert.False((Watched with { Services = [Web(halted, null)] }).HasOrphans(Now));
        Assert.False(Watched.HasOrphans(Now));
        Golden.Matches("cli/status-orphan.txt", Text(StatusLines.Of(Web(Baking, null), Now)));
    }

    [Fact]
    public void Changes_are_a_line_each_and_a_running_clock_is_none()
    {
        var bad = Web(Baking.Add(Facts.Look(Plan, 41, new Verdict.Bad("errors", ["9 errors in 502 requests of green."]))), Lease) with
        {
            Real = Scenario.Shares(100, 0),
        };

        Assert.Empty(StatusChanges.Between((Watched, Now), Watched, Now.AddSeconds(5)));
        Golden.Matches("cli/status-changes.txt", Text(
        [
            .. StatusChanges.Between((Watched, Now), Watched with { Services = [bad, Api] }, Now.AddSeconds(2)),
            .. StatusChanges.Between((Watched, Now), Watched, Some.Noon.AddSeconds(61)),
            .. StatusChanges.Between((Watched, Now), Watched with { WorldIsUp = false, Services = [Web(Baking, null), Api] }, Now.AddSeconds(3)),
        ]));
    }

    [Fact]
    public void An_explanation_says_why_what_would_change_it_and_what_comes_next()
    {
        var explanation = Explainer.Of(Plan, Baking, Lease, Lease, Now);

        Golden.Matches("cli/explain.txt", Text(ExplanationLines.Of(explanation, Now)));
        Golden.Matches("cli/explain.json", Json.Write(ExplanationResult.Of(explanation)));
    }

    [Fact]
    public void An_explanation_of_a_rollout_that_nobody_moves_names_resume() =>
        Golden.Matches("cli/explain-orphan.txt", Text(ExplanationLines.Of(Explainer.Of(Plan, Baking, null, Lease, Now), Now)));

    [Fact]
    public void A_history_tells_each_fact_once_and_equal_looks_as_one()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.3;
        scenario.Rollout("v2");
        var entries = scenario.Journals.Entries(Some.Web);

        Golden.Matches("cli/history.txt", Text(RolloutHistory.Of(Some.Web, entries, folded: true).SelectMany(HistoryLines.Of)));
        Golden.Matches("cli/history.json", Json.Write(HistoryResult.Of("local", RolloutHistory.Of(Some.Web, entries, folded: false)[..1])));
    }

    [Fact]
    public void Explanations_of_ended_rollouts_name_what_decided()
    {
        var scenario = Scenario.WithV1();
        scenario.World.FailingReleases["v2"] = 0.3;
        scenario.Rollout("v2");
        ImmutableArray<Fact> facts = [.. scenario.Facts.Where(fact => fact.Rollout.Value == "web-2")];

        Golden.Matches("cli/explain-ended.txt", Text(ExplanationLines.Of(Explainer.Of(((Fact.Planned)facts[0]).Plan, facts, null, null, scenario.Time.GetUtcNow()), scenario.Time.GetUtcNow())));
    }

    private static ServiceStatus Web(ImmutableArray<Fact> facts, Lease? held) => new()
    {
        Key = Some.Web,
        Present = new()
        {
            Split = new() { Serving = Colour.Blue, Blue = new(true, Weight.Percent(90)), Green = new(true, Weight.Percent(10)), JournalHead = "h" },
            Blue = Some.Release("v1"),
            Green = Some.Release("v2"),
        },
        Real = Scenario.Shares(60, 40),
        Rollout = Story.Of(Some.Web, facts),
        Facts = facts,
        Lease = held,
        LastLease = Lease,
        Findings = ["web's rule holds blue 60% / green 40%, its stack local.web.traffic says blue 90% / green 10%. `infra up local.web.traffic --refresh` brings back what the stack says."],
    };

    private static ServiceStatus Api => new()
    {
        Key = new("local", "api"),
        Present = new() { Split = Some.Serving(Colour.Green), Blue = Release.None, Green = Some.Release("v7") },
        Real = Scenario.Only(Colour.Green),
        Rollout = null,
        Lease = null,
        Findings = [],
    };

    private static Verdict.NotEnough NotEnough(long more) => new Verdict.NotEnough("errors", [$"0 errors in 390 requests of green against 2 in 3,510 of blue; not enough yet, about {more} more requests."], more);

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Drawn(IRenderable picture)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = 110;
        console.Profile.Capabilities.Unicode = true;
        console.Write(picture);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}

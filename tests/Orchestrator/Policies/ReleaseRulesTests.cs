using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Policies;

/// <summary>A rollout that is judged by its own facts before it moves anything, and never on the way back.</summary>
public sealed class ReleaseRulesTests
{
    readonly Scenario scenario = Scenario.WithV1();
    readonly Rules rules = new();

    public ReleaseRulesTests() => scenario.Rules = rules;

    [Fact]
    public void What_moves_users_or_what_serves_them_is_judged_right_before_and_the_first_of_it_in_the_preview()
    {
        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));

        Assert.Equal(
            ["Provision green 0 0", "Shift green 0 10", "Provision green 0 0", "Shift green 0 10", "Shift green 10 50", "Shift green 50 100", "Retire blue 0 0"],
            rules.Asked.Select(asked => $"{asked.Kind} {asked.Side} {asked.From} {asked.To}"));
    }

    [Fact]
    public void Rules_see_who_asked_what_is_shipped_instead_of_what_and_what_others_say_of_it()
    {
        var scan = new Attestation.Scan(new("trivy.json", "ab"), "Trivy", [], null, 0, 1, 2, 3);
        scenario.Rollout(Some.Request("v2") with { Stage = Some.Stage() with { Approvals = 2 }, Attestations = [new Attestation.Approval("ana"), scan] });

        var first = rules.Asked[0];
        Assert.Equal(("local", "web", "web-2", "alice (process 1 on here)"), (first.Stage, first.Service, first.Rollout, first.AskedBy));
        Assert.Equal(("v2", "v1", 2, "ana", scan), (first.Release.Name, first.StableRelease?.Name, first.ApprovalsAsked, Assert.Single(first.Approvals), Assert.Single(first.Scans)));
    }

    [Fact]
    public void What_is_forbidden_at_once_is_refused_before_anything_is_made()
    {
        rules.Forbid = asked => asked.Kind == "Shift" ? "no users before noon." : null;

        var outcome = Assert.IsType<Outcome.Refused>(scenario.Rollout("v2"));

        Assert.Equal("local.web.traffic: closed: no users before noon.", outcome.Reason);
        Assert.DoesNotContain(scenario.World.Log, did => did.StartsWith("up", StringComparison.Ordinal));
        Assert.Equal("closed", Assert.Single(scenario.Feed.Current.Violations).Policy);
    }

    [Fact]
    public void A_shift_that_is_forbidden_later_gives_users_back_and_the_way_back_waits_for_no_rule()
    {
        rules.Forbid = asked => asked is { Kind: "Shift", To: 50 } or { Kind: "Return" } ? "a freeze has begun." : null;

        var outcome = Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Contains("a freeze has begun.", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Equal("Return blue 100 100", Assert.Single(rules.Asked.Where(asked => asked.Kind == "Return").Select(asked => $"{asked.Kind} {asked.Side} {asked.From} {asked.To}")));
        Assert.Contains("The stacks say that blue serves web; but: local.web.traffic: closed: a freeze has begun.", scenario.Facts.OfType<Fact.Done>().Last().Says, StringComparison.Ordinal);
    }

    [Fact]
    public void An_advice_stops_nobody()
    {
        (rules.Forbid, rules.Level) = (_ => "it would be better at night.", "advisory");

        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));

        Assert.Equal("advisory", Assert.Single(scenario.Feed.Current.Violations).Level);
    }

    [Fact]
    public void Without_the_rules_word_nothing_moves()
    {
        rules.Forbid = _ => throw new InvalidOperationException("The pack is gone.");

        Assert.Contains("The pack is gone.", Assert.IsType<Outcome.Failed>(scenario.Rollout("v2")).Reason, StringComparison.Ordinal);
        Assert.Equal(Colour.Blue, scenario.World.Split.Serving);
        Assert.DoesNotContain(scenario.World.Log, did => did.StartsWith("up", StringComparison.Ordinal));
    }

    [Fact]
    public void Users_are_returned_whether_or_not_the_rules_answer()
    {
        scenario.World.FailingReleases["v2"] = 0.05;
        rules.Forbid = asked => asked.Kind == "Return" ? throw new InvalidOperationException("The pack is gone.") : null;

        Assert.IsType<Outcome.RolledBack>(scenario.Rollout("v2"));

        Assert.Equal(Scenario.Shares(100, 0), scenario.World.Rule);
        Assert.Contains("but: The policies could not be asked about the return: The pack is gone.", scenario.Facts.OfType<Fact.Done>().Last().Says, StringComparison.Ordinal);
    }

    sealed class Rules : IReleaseRules
    {
        public List<ReleaseEvent> Asked { get; } = [];
        public Func<ReleaseEvent, string?> Forbid { get; set; } = _ => null;
        public string Level { get; set; } = "mandatory";

        public Task<ImmutableArray<Violation>> JudgeAsync(ReleaseEvent happening, CancellationToken ct)
        {
            Asked.Add(happening);
            return Task.FromResult<ImmutableArray<Violation>>(Forbid(happening) is { } why ? [new("closed", Level, "", why)] : []);
        }
    }
}

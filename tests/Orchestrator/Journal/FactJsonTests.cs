using System.Collections.Immutable;
using System.Text.Json;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Journal;

public sealed class FactJsonTests
{
    public static TheoryData<string> Cases => [.. typeof(Fact).GetNestedTypes().Select(type => type.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Every_fact_goes_there_and_back(string name)
    {
        var fact = All().Single(one => one.GetType().Name == name);

        var text = FactJson.Write(fact);
        using var json = JsonDocument.Parse(text);

        Assert.Equal(text, FactJson.Write(FactJson.Read(json.RootElement)));
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void An_unknown_member_is_no_fact()
    {
        using var json = JsonDocument.Parse(FactJson.Write(All()[0]).Replace("\"by\"", "\"buy\""));

        Assert.Throws<JsonException>(() => FactJson.Read(json.RootElement));
    }

    [Fact]
    public void A_plan_that_was_made_before_anybody_attested_anything_is_read()
    {
        using var json = JsonDocument.Parse(FactJson.Write(new Fact.Planned(Some.Plan(), "alice") { Rollout = new("web-2"), At = Some.Noon }).Replace(",\"attestations\":[]", "", StringComparison.Ordinal));

        Assert.Empty(Assert.IsType<Fact.Planned>(FactJson.Read(json.RootElement)).Plan.Attestations);
    }

    static Fact[] All()
    {
        var (rollout, at, shares) = (new RolloutId("web-2"), Some.Noon, Scenario.Shares(90, 10));
        ImmutableArray<Attestation> attestations =
        [
            new Attestation.Approval("ana"),
            new Attestation.Scan(new("trivy.json", "ab"), "Trivy", ["sha256:a1"], at, 1, 2, 3, 4),
            new Attestation.Provenance(new("p.json", "cd"), "https://builder.example", ["git+https://github.com/acme/web"], ["sha256:a1"]) { SignedBy = [new("cosign.pub", "ef")] },
        ];
        return
        [
            new Fact.Planned(Some.Plan() with { Stickiness = TimeSpan.FromHours(1), Approvals = 2, Attestations = attestations }, "alice") { Rollout = rollout, At = at },
            new Fact.Intended("01-preview", "look") { Rollout = rollout, At = at },
            new Fact.Done("05-shift", "done", shares) { Rollout = rollout, At = at },
            new Fact.Failed("05-shift", FailureKind.Drift, "moved") { Rollout = rollout, At = at },
            new Fact.Observed("moved", shares, Shares.Nobody) { Rollout = rollout, At = at },
            new Fact.Measured("06-bake", new Reading.Totals(new(900, 1, 2), new(100, 0, 0)) { Until = at.AddMinutes(-3) }, shares, [new Verdict.NotEnough("errors", ["few"], 90), new Verdict.Good("slow", []), new Verdict.Bad("share", ["bad"])]) { Rollout = rollout, At = at },
            new Fact.Requested(Wish.Rollback, "bob") { Rollout = rollout, At = at },
            new Fact.Interrupted("Ctrl-C") { Rollout = rollout, At = at },
            new Fact.Resumed("alice") { Rollout = rollout, At = at },
            new Fact.Ended(new Outcome.RolledBack("bad")) { Rollout = rollout, At = at },
        ];
    }
}

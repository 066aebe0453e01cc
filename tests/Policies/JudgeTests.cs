using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Host;
using Infra.Rpc;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>What the SDK promises to the authors of rules and to the engine.</summary>
public sealed class JudgeTests
{
    static ResourceRule Rule(Action<Resource, Report> check, Level level = Level.Mandatory, WhenUnknown whenUnknown = WhenUnknown.Advise, string name = "rule") => new()
    {
        Name = name,
        Demand = "It holds.",
        Because = "Else it does not.",
        Mend = "Make it hold.",
        Level = level,
        Severity = Severity.High,
        WhenUnknown = whenUnknown,
        Types = ["t"],
        Check = check,
    };

    static readonly ResourceRule reads = Rule((resource, report) => report.Violation($"x is {resource["x"].Text}."));

    static AnalyzeDiagnostic Said(ResourceRule rule, object inputs) => Assert.Single(Only(rule).Analyze(Some("t", inputs)).Diagnostics);

    [Fact]
    public void A_violation_says_what_is_wrong_why_it_matters_and_what_to_do() =>
        Assert.Equal("x is 1. Else it does not. Make it hold.", Said(reads, new { x = 1 }).Message);

    [Fact]
    public void A_secret_is_read_but_never_told() =>
        Assert.Equal("x is [secret]. Else it does not. Make it hold.", Said(reads, new { x = Secret("hunter2") }).Message);

    [Fact]
    public void A_secret_in_a_secret_object_in_JSON_text_is_never_told() =>
        Assert.DoesNotContain("hunter2", Said(Rule((resource, report) => report.Violation($"y is {resource["x"].Json()["y"].Items[0].Text}.")), new { x = Secret("{\"y\":[\"hunter2\"]}") }).Message);

    [Fact]
    public void A_rule_that_throws_is_a_violation_of_its_own_and_the_others_still_speak()
    {
        var broken = Rule((_, _) => throw new InvalidOperationException("hunter2"), name: "broken");
        var answer = Serving(new Pack("test", "1", "", [broken, reads])).Analyze(Some("t", new { x = 1 }));

        Assert.Collection(answer.Diagnostics,
            failed =>
            {
                Assert.Equal(("broken", EnforcementLevel.Mandatory), (failed.PolicyName, failed.EnforcementLevel));
                Assert.Contains("The rule 'broken' itself failed on t 'web' (InvalidOperationException", failed.Message);
                Assert.DoesNotContain("hunter2", failed.Message);
            },
            violation => Assert.Equal("rule", violation.PolicyName));
    }

    [Fact]
    public async Task A_rule_that_hangs_is_a_violation_of_its_own_keeps_nobody_waiting_and_is_asked_no_more()
    {
        using var never = new ManualResetEventSlim();
        var asked = 0;
        var hangs = Rule((_, _) =>
        {
            Interlocked.Increment(ref asked);
            never.Wait(TestContext.Current.CancellationToken);
        }, name: "hangs");
        var analyzer = new Analyzer(new Pack("test", "1", "", [Rule((_, report) => report.Violation("First."), name: "before"), hangs, reads]), new(TimeProvider.System, TimeSpan.FromSeconds(1)), TimeProvider.System);

        var answer = await analyzer.AnalyzeAsync(Some("t", new { x = 1 }));

        Assert.Equal(["before", "hangs", "rule"], answer.Diagnostics.Select(diagnostic => diagnostic.PolicyName));
        Assert.Contains("The rule 'hangs' itself did not end within 1 s on t 'web'", answer.Diagnostics[1].Message);
        var again = await analyzer.AnalyzeAsync(Some("t", new { x = 1 }));
        Assert.Equal(3, again.Diagnostics.Count);
        Assert.Equal(1, asked);
        never.Set();
    }

    [Fact]
    public void A_rule_may_have_nothing_to_say_and_gives_its_reason()
    {
        var answer = Only(Rule((_, report) => report.NotApplicable("Serves nobody."))).Analyze(Some("t", new { }));

        Assert.Empty(answer.Diagnostics);
        Assert.Equal(("rule", "Serves nobody."), (answer.NotApplicable[0].PolicyName, answer.NotApplicable[0].Reason));
    }

    sealed record Shelf(Resource Self) : IResourceType<Shelf>
    {
        public static System.Collections.Immutable.ImmutableArray<string> Tokens => ["t", "old:t"];

        public double? Boards => Self["boards"].Number;

        public static Shelf Of(Resource resource) => new(resource);
    }

    [Fact]
    public void A_rule_over_typed_arguments_sees_all_that_its_kind_goes_by()
    {
        var rule = Rule(Typed.Check<Shelf>((shelf, report) =>
        {
            if (shelf.Boards is not > 1) report.Violation($"{shelf.Self} has {shelf.Boards} boards.");
        })) with
        { Types = Shelf.Tokens };

        Assert.Single(Only(rule).Analyze(Some("old:t", new { boards = 1 })).Diagnostics);
        Assert.Empty(Only(rule).Analyze(Some("t", new { boards = 2 })).Diagnostics);
    }

    [Fact]
    public void A_rule_that_throws_loses_nothing_that_it_had_found() =>
        Assert.Equal(2, Only(Rule((_, report) =>
        {
            report.Violation("First.");
            throw new FormatException();
        })).Analyze(Some("t", new { })).Diagnostics.Count);

    [Fact]
    public void An_advisory_rule_that_throws_stops_nothing() =>
        Assert.Equal(EnforcementLevel.Advisory, Said(Rule((_, _) => throw new FormatException(), Level.Advisory), new { }).EnforcementLevel);

    [Fact]
    public void What_is_not_known_yet_is_advised_skipped_or_refused_as_the_rule_says()
    {
        var inputs = new { x = new { y = Unknown } };
        ResourceRule Choosing(WhenUnknown choice) => Rule((resource, report) => report.Violation(resource["x"]["y"].Text ?? "none"), whenUnknown: choice);

        Assert.Equal((EnforcementLevel.Advisory, "x.y is not known before the update, so this preview can't say whether it holds: It holds. The update judges it before it acts."),
            (Said(Choosing(WhenUnknown.Advise), inputs).EnforcementLevel, Said(Choosing(WhenUnknown.Advise), inputs).Message));
        Assert.Empty(Only(Choosing(WhenUnknown.Skip)).Analyze(Some("t", inputs)).Diagnostics);
        Assert.Equal(EnforcementLevel.Mandatory, Said(Choosing(WhenUnknown.Violation), inputs).EnforcementLevel);
    }

    [Fact]
    public void All_that_lies_in_an_unknown_object_is_unknown() =>
        Assert.StartsWith("x.y.z is not known", Said(Rule((resource, report) => report.Violation(resource["x"]["y"]["z"].Text ?? "none")), new { x = Unknown }).Message);

    [Fact]
    public void What_is_set_and_not_known_yet_is_not_missing() =>
        Assert.Empty(Only(Rule((resource, report) =>
        {
            if (resource["x"].IsMissing) report.Violation("Missing.");
        })).Analyze(Some("t", new { x = Unknown })).Diagnostics);

    [Fact]
    public void A_configured_level_stands_before_the_rules_own()
    {
        AnalyzeResponse At(EnforcementLevel level)
        {
            var analyzer = Only(reads);
            analyzer.Configure(new() { PolicyConfig = { ["rule"] = new() { EnforcementLevel = level } } });
            return analyzer.Analyze(Some("t", new { x = 1 }));
        }

        Assert.Equal(EnforcementLevel.Advisory, Assert.Single(At(EnforcementLevel.Advisory).Diagnostics).EnforcementLevel);
        Assert.Equal(EnforcementLevel.Mandatory, Assert.Single(At(EnforcementLevel.Remediate).Diagnostics).EnforcementLevel);
        Assert.Equal((0, 0), (At(EnforcementLevel.Disabled).Diagnostics.Count, At(EnforcementLevel.Disabled).NotApplicable.Count));
    }

    [Fact]
    public void A_configuration_that_does_not_fit_is_refused_whole_and_says_everything_that_is_wrong()
    {
        var analyzer = Only(reads);
        var refused = Assert.Throws<RpcException>(() => analyzer.Configure(new()
        {
            PolicyConfig = { ["rul"] = new(), ["rule"] = new() { EnforcementLevel = EnforcementLevel.Disabled, Properties = Fields(new { allow = 1 }) } },
        }));

        Assert.Equal(StatusCode.InvalidArgument, refused.Status);
        Assert.Contains("there is no rule 'rul' (known: rule)", refused.Message);
        Assert.Contains("'rule' has no setting 'allow'", refused.Message);
        Assert.Single(analyzer.Analyze(Some("t", new { x = 1 })).Diagnostics);
    }

    [Fact]
    public void A_rule_for_other_types_says_that_it_does_not_apply() =>
        Assert.Equal("Policy only applies to resources of type 't'", Assert.Single(Only(reads).Analyze(Some("u", new { x = 1 })).NotApplicable).Reason);

    [Fact]
    public void Every_rule_of_the_pack_says_itself_in_whole_sentences() =>
        Assert.All(Infra.Policies.Rules.AllRules.List, rule =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", rule.Name);
            Assert.All([rule.Demand, rule.Because, rule.Mend], sentence => Assert.Matches("^[A-Z].+\\.$", sentence));
        });

    [Fact]
    public void Two_rules_of_one_name_are_told_with_what_each_demands()
    {
        var problem = Assert.Single(new Pack("test", "1", "", [reads, reads with { Demand = "It is read twice." }, reads with { Name = "other" }]).Problems);

        Assert.Equal($"The pack 'test' has 2 rules called '{reads.Name}' (\"{reads.Demand}\", \"It is read twice.\"), and configuration, exemptions and reports tell rules apart by name: give each a name of its own.", problem);
    }
}

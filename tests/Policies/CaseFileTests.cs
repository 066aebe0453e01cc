using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Testing;

namespace Infra.Tests.Policies;

/// <summary>Cases as security people write them, and what they hear of a mistake.</summary>
public sealed class CaseFileTests
{
    static readonly ListSetting<string> words = new("words", "What counts.", ["yes"]);

    static readonly ResourceRule rule = new()
    {
        Name = "kept",
        Demand = "It is kept.",
        Because = "Else it is lost.",
        Mend = "Keep it.",
        Level = Level.Advisory,
        Severity = Severity.High,
        Types = ["t"],
        Settings = [words],
        Check = (resource, report) =>
        {
            if (!words.In(report.Settings).Contains(resource["kept"].Text ?? "")) report.Violation("It isn't.");
        },
    };

    [Theory]
    [InlineData("passes: [ { kept: \"yes\" } ]", null)]
    [InlineData("passes: [ { kept: \"no\" } ]", "It should pass, and the rule says: It isn't.")]
    [InlineData("violates: [ { kept: \"no\" } ]", null)]
    [InlineData("violates: [ { kept: \"yes\" } ]", "It should be refused, and the rule says nothing against it.")]
    [InlineData("unknown: [ { kept: !unknown } ]", null)]
    [InlineData("unknown: [ { kept: \"yes\" } ]", "What isn't known should be an advice, and the rule says nothing.")]
    [InlineData("passes: [ { kept: !secret \"yes\" } ]", null)]
    [InlineData("passes: [ { $type: u, kept: \"yes\" } ]", "It was not judged: ")]
    [InlineData("mended: [ { from: { kept: \"no\" }, to: { kept: \"yes\" } } ]", "The rule mends nothing.")]
    [InlineData("passes: [ { $settings: { word: [a] }, kept: \"yes\" } ]", "'kept' has no setting 'word'")]
    public async Task A_case_is_held_against_what_the_rule_says(string cases, string? complaint)
    {
        var one = Assert.Single(Assert.Single(CaseFile.Parse($"- rule: kept\n  {cases}\n", "cases.yaml")).Cases);

        var said = (await CaseRunner.RunAsync(rule, one)).Complaint;

        if (complaint is null) Assert.Null(said);
        else Assert.Contains(complaint, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- rule: [", "cases.yaml:2: this is no YAML: ")]
    [InlineData("rule: kept", "cases.yaml:1: a list is expected")]
    [InlineData("- passes: []", "cases.yaml:1: each entry begins with `rule: NAME`.")]
    [InlineData("- rule: kept\n  fails: []", "cases.yaml:2: \"fails\" is not known here; known: mended, notApplicable, passes, unknown, violates.")]
    [InlineData("- rule: kept\n  passes: { a: 1 }", "cases.yaml:2: passes is a list of resources.")]
    [InlineData("- rule: kept\n  passes: [ a ]", "cases.yaml:2: a resource is its properties, between braces.")]
    [InlineData("- rule: kept\n  passes: [ { a: !env X } ]", "cases.yaml:2: the tag !env is not known; known: !unknown, !secret, !json.")]
    [InlineData("- rule: kept\n  mended: [ { from: {} } ]", "cases.yaml:2: what is mended has `from` and `to`.")]
    public void A_mistake_is_told_with_its_place(string text, string says) =>
        Assert.StartsWith(says, Assert.Throws<UnusableFileException>(() => CaseFile.Parse(text, "cases.yaml")).Message, StringComparison.Ordinal);
}

using Infra.Policies.Rules;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Testing;
using Infra.Tests.Support;

namespace Infra.Tests.Policies;

/// <summary>What the pack's own cases say of its rules.</summary>
public sealed class CasesTests
{
    static readonly string folder = Path.Combine(Repository.Root, "policies", "Cases");

    static readonly ILookup<string, Case> cases = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .SelectMany(file => CaseFile.Read(file)).SelectMany(of => of.Cases.Select(one => (of.Rule, one))).ToLookup(pair => pair.Rule, pair => pair.one);

    public static TheoryData<string> Names => [.. cases.Select(of => of.Key)];

    static Rule Rule(string name) => Assert.Single(AllRules.List, rule => rule.Name == name);

    [Theory, MemberData(nameof(Names))]
    public async Task A_rule_says_what_its_cases_expect(string name)
    {
        foreach (var one in cases[name])
        {
            if ((await CaseRunner.RunAsync(Rule(name), one)).Complaint is { } complaint) Assert.Fail($"{one.Place}: {one.Expected}: {complaint}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rule_has_cases_that_pass_that_violate_it_and_that_are_not_known(string name) =>
        Assert.Empty(new[] { Expected.Passes, Expected.Violates, Expected.Unknown }.Except(cases[name].Select(one => one.Expected)));

    [Theory, MemberData(nameof(Names))]
    public async Task The_opposite_of_a_rule_is_found_out(string name)
    {
        foreach (var one in cases[name].Where(one => one.Expected is Expected.Passes or Expected.Violates))
            Assert.NotNull((await CaseRunner.RunAsync(Negated.Of(Rule(name)), one)).Complaint);
    }
}

using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Testing;

namespace Infra.Tests.Policies;

/// <summary>What a rule's author writes in C#.</summary>
public sealed class RuleTestTests
{
    static readonly ValueSetting<double> least = new("least", "How many at least.", 2);

    static readonly RuleTest copies = new(new ResourceRule
    {
        Name = "copies",
        Demand = "There are several.",
        Because = "One is none.",
        Mend = "Have more.",
        Level = Level.Advisory,
        Severity = Severity.High,
        Types = ["shop:index:Store", "shop:index:Shelf"],
        Settings = [least],
        Check = (store, report) =>
        {
            if (store["kind"].Text == "cache") report.NotApplicable("A cache is made again.");
            if (store["password"].Text is { } password) report.Violation($"{store} is opened by {password}.");
            if (store["copies"].Number is not { } number || number < least.In(report.Settings)) report.Violation($"{store} has {store["copies"].Text ?? "no number of"} copies.");
        },
        Remedy = (store, settings) => store["copies"].IsMissing ? Change.To(store).Set("copies", least.In(settings)) : null,
    });

    static readonly RuleTest joined = new(new StackRule
    {
        Name = "joined",
        Demand = "Every store has a shelf.",
        Because = "What is nowhere is not found.",
        Mend = "Give it one.",
        Level = Level.Mandatory,
        Severity = Severity.Low,
        Types = ["shop:index:Store"],
        Check = (stack, report) =>
        {
            foreach (var store in stack.OfType("shop:index:Store"))
            {
                if (!store.IsProtected && !store.Dependencies.ContainsKey("shelf")) report.About(store).Violation($"{store} has no shelf.");
            }
        },
    });

    [Fact]
    public void A_test_is_a_line()
    {
        copies.Passes(new { copies = 2 });
        Assert.StartsWith("Store 'web' has 1 copies.", copies.Violates(new { copies = 1 }));
        copies.With(new { least = 1 }).Passes(new { copies = 1 });
        copies.NotApplicable(new { kind = "cache" });
        copies.Mends(new { name = "a" }, new { name = "a", copies = 2 });
        Assert.Contains("copies is not known before the update", copies.Unknown(new { copies = Given.Unknown }));
        Assert.StartsWith("Shelf 'top' has no number of copies.", copies.Violates(Given.Resource("shop:index:Shelf", "top", new { })));
        Assert.DoesNotContain("hunter2", copies.Violates(new { copies = 2, password = Given.Secret("hunter2") }));
    }

    [Fact]
    public void A_stack_is_several_resources_that_know_each_other()
    {
        var shelf = Given.Resource("shop:index:Shelf", "top", new { });
        var store = Given.Resource("shop:index:Store", "a", new { shelf = "top" });

        joined.Passes(shelf, store.From("shelf", shelf));
        joined.Passes(store.Protected());
        Assert.StartsWith("Store 'a' has no shelf.", joined.Violates(shelf, store));
    }

    [Fact]
    public void A_rule_that_does_something_else_fails_its_test_in_a_sentence()
    {
        Assert.Equal("copies, Violates: It should be refused, and the rule says nothing against it.", Fails(() => copies.Violates(new { copies = 2 })));
        Assert.StartsWith("copies, Passes: It should pass, and the rule says: Store 'web' has 1 copies.", Fails(() => copies.Passes(new { copies = 1 })));
        Assert.Equal("copies, Passes: It was not judged: A cache is made again.", Fails(() => copies.Passes(new { kind = "cache" })));
        Assert.StartsWith("copies, Mended: It should become ", Fails(() => copies.Mends(new { copies = 1 }, new { copies = 2 })));
        Assert.Contains("'copies' has no setting 'most' (known: least)", Fails(() => copies.With(new { most = 3 }).Passes(new { copies = 2 })));
        Assert.Contains("judges one", Assert.Throws<ArgumentException>(() => copies.Passes(Given.Resource("a", "a", new { }), Given.Resource("b", "b", new { }))).Message);
    }

    static string Fails(Action test) => Assert.Throws<RuleTestException>(test).Message;
}

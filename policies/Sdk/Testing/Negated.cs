namespace Infra.Policies.Sdk.Testing;

/// <summary>A rule that says the opposite: good cases must not be content with it.</summary>
internal static class Negated
{
    public static Rule Of(Rule rule) => rule switch
    {
        ResourceRule one => one with { Check = (resource, report) => Turn(report, inner => one.Check(resource, inner)) },
        StackRule all => all with { Check = (stack, report) => Turn(report, inner => all.Check(stack, inner)) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static void Turn(Report report, Action<Report> check)
    {
        var aside = report.Aside();
        check(aside);
        if (aside.Findings.Count == 0) report.Violation("It holds.");
    }
}

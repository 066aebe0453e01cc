namespace Infra.Policies.Sdk;

/// <summary>Runs one rule. Whatever a rule throws ends here, as a finding; other rules are not touched by it.</summary>
internal static class Judge
{
    public static IReadOnlyList<Finding> Run(ResourceRule rule, Level level, Settings settings, Resource resource, Redaction redaction) =>
        Run(new Report(rule, level, settings, redaction).About(resource), resource.ToString(), report => rule.Check(resource, report));

    public static IReadOnlyList<Finding> Run(StackRule rule, Level level, Settings settings, Stack stack, Redaction redaction) =>
        Run(new Report(rule, level, settings, redaction), "the stack", report => rule.Check(stack, report));

    static IReadOnlyList<Finding> Run(Report report, string subject, Action<Report> check)
    {
        try
        {
            report.Try(() => check(report));
        }
        catch (Exception e)
        {
            report.Failed(subject, e);
        }
        return report.Findings;
    }
}

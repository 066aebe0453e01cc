namespace Infra.Policies.Sdk;

/// <summary>Runs one rule. Whatever a rule throws ends here, as a finding; other rules are not touched by it.</summary>
internal static class Judge
{
    public static Judgement Run(ResourceRule rule, Level level, Settings settings, Resource resource, Redaction redaction) =>
        Run(new Report(rule, level, settings, redaction).About(resource), resource.ToString(), report => rule.Check(resource, report));

    public static Judgement Run(StackRule rule, Level level, Settings settings, Stack stack, Redaction redaction) =>
        Run(new Report(rule, level, settings, redaction), "the stack", report => rule.Check(stack, report));

    /// <summary>What is said of a rule that has not come to an end.</summary>
    public static Judgement Hung(Rule rule, Level level, string subject, string urn, TimeSpan patience)
    {
        var report = new Report(rule, level, Settings.None, new());
        report.Failed($"did not end within {patience.TotalSeconds:0.#} s on {subject}", urn);
        return new(report.Findings);
    }

    static Judgement Run(Report report, string subject, Action<Report> check)
    {
        try
        {
            report.Try(() => check(report));
        }
        catch (NotApplicableException nothing) when (report.Findings.Count == 0)
        {
            return new([], nothing.Message);
        }
        catch (Exception e)
        {
            report.Failed($"failed on {subject} ({e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name})");
        }
        return new(report.Findings);
    }
}

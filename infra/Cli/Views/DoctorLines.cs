using Infra.Cli.Doctor;

namespace Infra.Cli.Views;

/// <summary>What doctor found, a line each.</summary>
internal static class DoctorLines
{
    internal static IEnumerable<string> Of(string stage, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
            yield return $"{Word(finding.Health),-8} {finding.Check}: {finding.Says}{(finding.Mend is { } mend ? $" {mend}" : "")}";
        var problems = findings.Count(finding => finding.Health == Health.Problem);
        yield return problems == 0 ? $"Stage {stage}: nothing keeps infra from working." : $"Stage {stage}: {problems} {(problems == 1 ? "problem" : "problems")}.";
    }

    private static string Word(Health health) => health switch
    {
        Health.Ok => "ok",
        Health.Advice => "advice",
        Health.Problem => "problem",
    };
}

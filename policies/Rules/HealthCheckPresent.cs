using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

internal static class HealthCheckPresent
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "health-check-present",
        Demand = "Every target group asks its targets on a path of their own whether they are healthy.",
        Because = "Without it the balancer sends requests to replicas that started and can't serve, and a rollout can't tell a ready side from a broken one.",
        Mend = "Set healthCheck with a path that the service answers only when it can serve, such as /healthz.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        Types = [.. Tokens.TargetGroups],
        Check = Check,
    };

    static void Check(Resource group, Report report)
    {
        var check = group["healthCheck"];
        if (check.IsMissing)
            report.Violation($"{group} has no health check of its own; AWS would ask '/' and take any answer of 200.");
        else if (check["enabled"].Flag == false)
            report.Violation($"{group} has its health check switched off.");
        else if (check["path"].Text is not { Length: > 1 } path || path[0] != '/')
            report.Violation($"{group} has a health check {(check["path"].Text is { Length: > 0 } given ? $"on '{given}', which is no path of its own" : "without a path")}.");
    }
}

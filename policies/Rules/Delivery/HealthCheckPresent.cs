using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class HealthCheckPresent
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "health-check-present",
        Demand = "Every target group asks its targets on a path whether they are healthy.",
        Because = "Without it the balancer sends requests to replicas that started but can't serve, and a rollout can't tell a ready side from a broken one.",
        Mend = "Set healthCheck with a path that the service answers only when it can serve, such as /healthz.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        Controls = [Frameworks.Soc2("A1.2")],
        Types = [.. Tokens.TargetGroups],
        Check = Check,
    };

    static void Check(Resource group, Report report)
    {
        var check = group["healthCheck"];
        if (check.IsMissing)
            report.Violation($"{group} declares no health check.");
        else if (check["enabled"].Flag == false)
            report.Violation($"{group} has its health check switched off.");
        else if (check["path"].Text is not { Length: > 0 } path || path[0] != '/')
            report.Violation($"{group} has a health check {(check["path"].IsMissing ? "without a path" : $"on '{check["path"].Text}', which is no path")}.");
    }
}

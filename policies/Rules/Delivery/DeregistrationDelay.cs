using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class DeregistrationDelay
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "deregistration-delay",
        Demand = "Every target group says how long a leaving target finishes its requests.",
        Because = "AWS would wait 300 seconds at every retirement and every replaced task, whatever the service's requests need.",
        Mend = "Set deregistrationDelay to the seconds that the longest normal request takes, from 1 to 3600.",
        Level = Level.Mandatory,
        Severity = Severity.Medium,
        Controls = [Frameworks.Soc2("A1.2")],
        Types = [.. Tokens.TargetGroups],
        Check = Check,
    };

    static void Check(Resource group, Report report)
    {
        var delay = group["deregistrationDelay"];
        if (delay.IsMissing)
            report.Violation($"{group} sets no deregistration delay.");
        else if (delay.Number is not { } seconds || seconds is < 0 or > 3600)
            report.Violation($"{group} has the deregistration delay '{delay.Text}', which is no number of seconds.");
        else if (seconds == 0)
            report.Violation($"{group} has a deregistration delay of 0 s: requests in flight break whenever a target leaves.");
    }
}

using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

internal static class SharesComplete
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "shares-complete",
        Demand = "The shares of traffic make 100 %, and no side without a release has one.",
        Because = "Requests sent to a side that runs nothing are lost, and shares that don't make 100 % are not the shares that the rollout was judged by.",
        Mend = "Give whole percents that make 100, or detach both sides so that the rule answers 503 itself.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Types = [Tokens.Traffic, .. Tokens.ListenerRules, .. Tokens.Listeners],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        if (resource.Type == Tokens.Traffic)
            Traffic(resource, report);
        else
            report.Each(resource[Tokens.Listeners.Contains(resource.Type) ? "defaultActions" : "actions"].Items, action => Forward(resource, action, report));
    }

    static void Traffic(Resource traffic, Report report)
    {
        var shares = new[] { "blue", "green" }.Select(colour => (Colour: colour, Weight: traffic[$"{colour}Weight"].Number, Release: traffic[$"{colour}Release"].Text)).ToList();
        var serving = traffic["serving"].Text ?? "none";
        foreach (var (colour, weight, release) in shares)
        {
            if (weight is not { } share)
                report.Violation($"{traffic} has no `{colour}Weight`.");
            else if (!Whole(share))
                report.Violation($"{traffic} gives {colour} {share} %, which is no whole percentage from 0 to 100.");
            else if (share > 0 && Empty(release))
                report.Violation($"{traffic} gives {colour} {share} % of the traffic, and {colour} has no release.", $"Provision a release on {colour} first, or give {colour} 0.");
            if (serving == colour && Empty(release))
                report.Violation($"{traffic} says that {colour} serves users, and {colour} has no release.", $"Let the side with a release serve, or say `none`.");
        }
        var sum = shares.Sum(share => share.Weight ?? 0);
        if (sum != 100 && !(sum == 0 && serving == "none"))
            report.Violation($"{traffic} gives {string.Join(" and ", shares.Select(share => $"{share.Colour} {share.Weight ?? 0} %"))}, {sum} % in all{(sum == 0 ? $", while {serving} serves" : "")}.");
    }

    static void Forward(Resource rule, Property action, Report report)
    {
        var groups = action["forward"]["targetGroups"].Items;
        if (groups.Count == 0) return;
        if (groups.Count > 2)
            report.Violation($"{rule} forwards to {groups.Count} target groups; a service has two sides.");
        // AWS gives a target group without a weight the weight 1.
        var weights = groups.Select(group => group["weight"].Number ?? 1).ToList();
        foreach (var weight in weights.Where(weight => !Whole(weight)))
            report.Violation($"{rule} has a target group with weight {weight}, which is no whole percentage from 0 to 100.");
        if (weights.Sum() != 100)
            report.Violation($"{rule} forwards with weights {string.Join(" + ", weights)} = {weights.Sum()}, not 100.");
    }

    static bool Whole(double share) => share is >= 0 and <= 100 && share == Math.Floor(share);

    static bool Empty(string? release) => release is null or "" or "none";
}

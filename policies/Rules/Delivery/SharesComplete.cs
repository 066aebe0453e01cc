using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

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
        Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
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
        Side[] sides = [new(traffic, "blue"), new(traffic, "green")];
        var serving = traffic["serving"].Text ?? "none";
        report.Each(sides, side => Check(traffic, side, serving == side.Colour, report));
        var sum = sides.Sum(side => side.Weight ?? 0);
        if (!sides.Any(side => side.Attached))
        {
            if (serving != "none") report.Violation($"{traffic} says that {serving} serves users, and no side is attached.", "Attach the side that serves, or say that `none` does.");
        }
        else if (sum != 100)
            report.Violation($"{traffic} gives {string.Join(" and ", sides.Select(side => $"{side.Colour} {side.Weight ?? 0} %"))}, {sum} % in all.");
    }

    static void Check(Resource traffic, Side side, bool serves, Report report)
    {
        if (side.Weight is not { } weight)
            report.Violation($"{traffic} has no `{side.Colour}Weight`.");
        else if (!Whole(weight))
            report.Violation($"{traffic} gives {side.Colour} {weight} %, which is no whole percentage from 0 to 100.");
        else if (weight > 0 && side.Empty)
            report.Violation($"{traffic} gives {side.Colour} {weight} % of the traffic, and {side.Colour} has no release.", $"Provision a release on {side.Colour} first, or give {side.Colour} 0.");
        else if (weight > 0 && !side.Attached)
            report.Violation($"{traffic} gives {side.Colour} {weight} % of the traffic, and {side.Colour} is detached.", $"Attach {side.Colour}, or give it 0.");
        else if (serves && side.Empty)
            report.Violation($"{traffic} says that {side.Colour} serves users, and {side.Colour} has no release.", "Let the side with a release serve, or say that `none` does.");
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

    /// <summary>One side, as the traffic component's inputs name it.</summary>
    sealed class Side(Resource traffic, string colour)
    {
        public string Colour => colour;

        public double? Weight { get; } = traffic[$"{colour}Weight"].Number;

        public bool Attached { get; } = traffic[$"{colour}Attached"].Flag ?? false;

        public bool Empty { get; } = traffic[$"{colour}Release"].Text is null or "" or "none";
    }
}

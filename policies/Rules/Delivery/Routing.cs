using System.Collections.Immutable;
using Infra.Policies.Rules.Kubernetes;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>Who gets which requests, and who gets copies of them.</summary>
internal static class Routing
{
    static readonly ValueSetting<double> longest = new("seconds", "How long a user may stay with a side: no longer than a step of the rollout bakes.", 600);

    static readonly ImmutableHashSet<string> reading = ["GET", "HEAD", "OPTIONS"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "route-shares-are-percents",
            Demand = "Where a route shares requests out, the weights are whole percents that make 100.",
            Because = "A rollout reads them back as the shares that its gates were judged by: with weights of 1 and 3 it would find that somebody had moved them.",
            Mend = "Give the backends weights from 0 to 100 that make 100.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = KubernetesTypes.HttpRoutes,
            Check = (route, report) => report.Each(route["spec"]["rules"].Items, rule =>
            {
                var weights = rule["backendRefs"].Items.Select(backend => backend["weight"].Number ?? 1).ToList();
                if (weights.Count < 2) return;
                if (weights.Any(weight => weight is < 0 or > 100 || weight != Math.Floor(weight)) || weights.Sum() != 100)
                    report.Violation($"{route} shares out {string.Join(" + ", weights)} = {weights.Sum()} in {rule.Path}.");
            }),
        },
        new ResourceRule
        {
            Name = "stickiness-bounded",
            Demand = "Users stay with a side no longer than a step of the rollout bakes.",
            Because = "Those who came before a step stay where they were: the candidate gets less than its share, and what it is judged by comes from few users.",
            Mend = "Switch stickiness off, or set its duration (target groups: cookieDuration) to at most the bake time, which is this rule's setting `seconds`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("CC8.1")],
            Types = [.. Tokens.ListenerRules, .. Tokens.Listeners, .. Tokens.TargetGroups],
            Settings = [longest],
            Check = Stickiness,
        },
        new ResourceRule
        {
            Name = "sticky-only-while-shared",
            Demand = "A rule that gives one side all users keeps nobody with the other.",
            Because = "A balancer follows a user's cookie whatever the weights say, even to a side without a healthy target: those who were on a bad release stay on it after the return.",
            Mend = "Switch stickiness off (enabled false) in the same update that gives one target group everything.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("CC7.4"), Frameworks.Nist("CP-10")],
            Types = [.. Tokens.ListenerRules, .. Tokens.Listeners],
            Check = (resource, report) => report.Each(Actions(resource), action =>
            {
                var weights = action["forward"]["targetGroups"].Items.Select(group => group["weight"].Number ?? 1).ToList();
                if (action["forward"]["stickiness"]["enabled"].Flag == true && weights.Count > 1 && weights.Count(weight => weight > 0) == 1)
                    report.Violation($"{resource} gives one target group of {weights.Count} all users, and {action["forward"]["stickiness"].Path} keeps those of the others where they are.");
            }),
        },
        new ResourceRule
        {
            Name = "mirror-reads-only",
            Demand = "Only requests that read are mirrored.",
            Because = "A mirrored order is placed twice, for both sides share their database.",
            Mend = "Give the rule matches with method GET, HEAD or OPTIONS, or mirror to a side with a database of its own.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("PI1.3"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.HttpRoutes,
            Check = (route, report) => report.Each(Mirroring(route), rule =>
            {
                var matches = rule["matches"].Items;
                if (matches.Count == 0 || !matches.All(match => match["method"].Text is { } method && reading.Contains(method))) report.Violation($"{route} mirrors requests of every method in {rule.Path}.");
            }),
        },
        new ResourceRule
        {
            Name = "mirror-beside-users",
            Demand = "Mirrored requests go to a side that has no users in the same rule.",
            Because = "It would do its work twice, and copies would stand in the metrics by which it is judged.",
            Mend = "Mirror to the candidate while its weight is 0, and remove the filter before it gets a share.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("CC7.2"), Frameworks.Nist("SI-4")],
            Types = KubernetesTypes.HttpRoutes,
            Check = (route, report) => report.Each(Mirroring(route), rule =>
            {
                var used = rule["backendRefs"].Items.Where(backend => (backend["weight"].Number ?? 1) > 0).Select(backend => backend["name"].Text).ToHashSet();
                var copied = rule["filters"].Items.Select(filter => filter["requestMirror"]["backendRef"]["name"].Text).OfType<string>();
                foreach (var name in copied.Where(used.Contains)) report.Violation($"{route} mirrors requests to '{name}', which has users in {rule.Path}.");
            }),
        },
        new StackRule
        {
            Name = "test-listener-inside",
            Demand = "A listener for tests is open to no world.",
            Because = "Whoever sends the test header would use a release before it was proven, and see what is not yet announced.",
            Mend = "Name the network's own CIDR, or the runners' security group, as the source of the listener's port.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("AC-4"), Frameworks.Soc2("CC6.6")],
            Types = [.. Tokens.Listeners],
            Check = (stack, report) => report.Each(stack.OfType(Tokens.Listeners).Where(listener => listener.Name.Split('-', '.', '_').Contains("test")), listener => Closed(listener, stack, report)),
        },
    ];

    static void Stickiness(Resource resource, Report report)
    {
        if (Tokens.TargetGroups.Contains(resource.Type))
        {
            var sticky = resource["stickiness"];
            // A day, where nothing is said.
            if (!sticky.IsMissing && sticky["enabled"].Flag != false) Bounded(sticky["cookieDuration"].Number ?? 86400);
            return;
        }

        report.Each(Actions(resource), action =>
        {
            var sticky = action["forward"]["stickiness"];
            if (sticky["enabled"].Flag == true) Bounded(sticky["duration"].Number ?? 0);
        });

        void Bounded(double duration)
        {
            if (duration > longest.In(report.Settings)) report.Violation($"{resource} keeps users with their side for {duration} s.");
        }
    }

    static IReadOnlyList<Property> Actions(Resource resource) => resource[Tokens.Listeners.Contains(resource.Type) ? "defaultActions" : "actions"].Items;

    static IEnumerable<Property> Mirroring(Resource route) => route["spec"]["rules"].Items.Where(rule => rule["filters"].Items.Any(filter => filter["type"].Text == "RequestMirror"));

    static void Closed(Resource listener, Stack stack, Report report)
    {
        var port = listener["port"].Number;
        foreach (var group in stack.OfType(Ingress.Types).Where(group => !group["ingress"].IsUnknown))
        {
            report.Each(Ingress.Of(group).Where(ingress => ingress.TcpPort == (int?)port), ingress =>
            {
                if (ingress.World is { } world) report.About(group).Violation($"{group} lets {world} reach the port {port} of {listener}.");
            });
        }
    }
}

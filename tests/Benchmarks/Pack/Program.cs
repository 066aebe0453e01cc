using Infra.Policies.Sdk;

// Forty rules over ten types, four for each; Policies/FortyRules.js has the same, line for line.
Rule[] rules =
[
    .. Enumerable.Range(0, 10).SelectMany(at => (Rule[])
    [
        Make($"encrypted-{at}", at, (resource, report) =>
        {
            if (resource["encryption"]["enabled"].Flag != true) report.Violation($"{resource.Name} is not encrypted.");
        }),
        Make($"tagged-{at}", at, (resource, report) =>
        {
            foreach (var tag in (string[])["owner", "stage", "service"])
                if (resource["tags"][tag].IsMissing) report.Violation($"{resource.Name} has no tag {tag}.");
        }),
        Make($"closed-{at}", at, (resource, report) =>
        {
            foreach (var rule in resource["ingress"].Items)
                if (rule["cidr"].Text == "0.0.0.0/0" && rule["port"].Number is not 443) report.Violation($"{resource.Name} is open on {rule["port"].Number}.");
        }),
        Make($"named-{at}", at, (resource, report) =>
        {
            if (resource["name"].Text?.StartsWith("shop-", StringComparison.Ordinal) != true) report.Violation($"{resource.Name} is not named shop-….");
        }),
    ]),
];
return await PackHost.RunAsync(new Pack("forty", "1.0.0", "Forty rules.", [.. rules]), args);

static ResourceRule Make(string name, int at, Action<Resource, Report> check) => new()
{
    Name = name,
    Demand = "It holds.",
    Because = "Else it does not.",
    Mend = "Make it hold.",
    Level = Level.Advisory,
    Severity = Severity.Low,
    Types = [$"bench:index:Type{at}"],
    Check = check,
};

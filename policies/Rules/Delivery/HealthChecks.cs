using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>How a balancer finds out who serves, in time.</summary>
internal static class HealthChecks
{
    // As Elastic Load Balancing has them where nothing is said.
    const double DefaultInterval = 30;
    const double DefaultTimeout = 5;
    const double DefaultUnhealthy = 2;
    const double DefaultHealthy = 5;

    static readonly ValueSetting<double> seconds = new("seconds", "How long a broken target may get requests, and a good one wait for them.", 60);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "health-check-times",
            Demand = "A health check gives up before the next one is due.",
            Because = "AWS refuses such a target group in the middle of an update.",
            Mend = "Set healthCheck.timeout below healthCheck.interval.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [.. Tokens.TargetGroups],
            Check = (group, report) =>
            {
                var check = group["healthCheck"];
                if (check.IsMissing) return;
                var (timeout, interval) = (check["timeout"].Number ?? DefaultTimeout, check["interval"].Number ?? DefaultInterval);
                if (timeout >= interval) report.Violation($"{group} waits {timeout} s for an answer and asks every {interval} s.");
            },
        },
        new ResourceRule
        {
            Name = "health-check-quick",
            Demand = "A broken target loses its requests within a minute, and a good one gets them as soon.",
            Because = "Users see errors for as long as that takes, and a rollout that waits for a healthy side waits as long.",
            Mend = "Lower healthCheck.interval, unhealthyThreshold or healthyThreshold, so that interval times threshold is small; or raise this rule's setting `seconds`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [.. Tokens.TargetGroups],
            Settings = [seconds],
            Check = (group, report) =>
            {
                var check = group["healthCheck"];
                if (check.IsMissing) return;
                var interval = check["interval"].Number ?? DefaultInterval;
                report.Each([("a broken target", "unhealthyThreshold", DefaultUnhealthy), ("a good one", "healthyThreshold", DefaultHealthy)], way =>
                {
                    var after = interval * (check[way.Item2].Number ?? way.Item3);
                    if (after > seconds.In(report.Settings)) report.Violation($"{group} finds {way.Item1} out after {after} s.");
                });
            },
        },
        new ResourceRule
        {
            Name = "health-check-matcher",
            Demand = "A health check takes no error for health.",
            Because = "A release that answers 404 or 500 to everything would be called ready, and get users.",
            Mend = "Set healthCheck.matcher to 200, or to a range below 400.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = [.. Tokens.TargetGroups],
            Check = (group, report) =>
            {
                // Of gRPC the codes are from 0 to 99.
                if (group["healthCheck"]["matcher"].Text is { } matcher && Codes(matcher).Any(code => code >= 400)) report.Violation($"{group} calls {matcher} healthy.");
            },
        },
        new ResourceRule
        {
            Name = "health-check-grace",
            Demand = "What starts behind a balancer has time to start before its health counts.",
            Because = "Replicas that start slowly would be killed again and again, and the side never gets ready.",
            Mend = "Set healthCheckGracePeriodSeconds (Auto Scaling: healthCheckGracePeriod) to what the slowest start takes.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [Tokens.EcsService, Aws.Kinds.ScalingGroup],
            Check = (resource, report) =>
            {
                var ecs = resource.Type == Tokens.EcsService;
                var behind = ecs ? resource["loadBalancers"] : resource["targetGroupArns"];
                if (!behind.IsUnknown && behind.Items.Count == 0) return;
                // An Auto Scaling group has 300 s of its own accord, an ECS service none.
                var grace = ecs ? resource["healthCheckGracePeriodSeconds"].Number ?? 0 : resource["healthCheckGracePeriod"].Number ?? 300;
                if (grace <= 0) report.Violation($"{resource} counts the health of its replicas from their first second.");
            },
        },
    ];

    static IEnumerable<int> Codes(string matcher) => matcher.Split(',', '-').Select(code => int.TryParse(code.Trim(), CultureInfo.InvariantCulture, out var number) ? number : 0);
}

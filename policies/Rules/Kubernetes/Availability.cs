using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>How many replicas there are, where they are, and how an update replaces them.</summary>
internal static class Availability
{
    static readonly ValueSetting<double> least = new("replicas", "How many replicas a Deployment has at least.", 2);
    static readonly ValueSetting<double> most = new("percent", "The share of replicas that an update may take away at once.", 25);

    static readonly ImmutableArray<string> replicated = [.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new StackRule
        {
            Name = "deployment-replicas",
            Demand = "A Deployment has more than one replica.",
            Because = "With one, every crash and every node that is emptied is an outage for all users.",
            Mend = "Set spec.replicas to 2 or more, or leave it out where an autoscaler has a floor.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-6")],
            Types = KubernetesTypes.Deployments,
            Settings = [least],
            Check = (stack, report) => report.Each(stack.OfType(KubernetesTypes.Deployments), deployment =>
            {
                var floor = least.In(report.Settings);
                if (deployment["spec"]["replicas"].Number is { } replicas)
                {
                    // None at all is a service that was switched off.
                    if (replicas > 0 && replicas < floor) report.About(deployment).Violation($"{deployment} has {replicas} of at least {floor} replicas.");
                }
                else if (deployment["spec"]["replicas"].IsMissing && Autoscalers.Of(deployment, stack).Count == 0)
                    report.About(deployment).Violation($"{deployment} sets no replicas, which means 1, and no autoscaler of this stack scales it.");
            }),
        },
        new ResourceRule
        {
            Name = "pods-spread",
            Demand = "Replicas are spread over nodes or zones.",
            Because = "The scheduler may put all of them on one node, whose failure then takes the whole service.",
            Mend = "Set topologySpreadConstraints over kubernetes.io/hostname and topology.kubernetes.io/zone, or a podAntiAffinity.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = replicated,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (workload.Resource["spec"]["replicas"].Number is <= 1) return;
                if (workload.Spec["topologySpreadConstraints"].Items.Count == 0 && workload.Spec["affinity"]["podAntiAffinity"].IsMissing) report.Violation($"{workload} may have all of its replicas on one node.");
            }),
        },
        new ResourceRule
        {
            Name = "update-keeps-capacity",
            Demand = "An update of a Deployment takes few replicas away before their successors are ready.",
            Because = "Those that stay get all requests meanwhile, and with Recreate nobody answers at all until the new ones have started.",
            Mend = "Set strategy.type to RollingUpdate and rollingUpdate.maxUnavailable to 0, with a maxSurge above 0.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.Deployments,
            Settings = [most],
            Check = Updates,
        },
        new ResourceRule
        {
            Name = "update-can-begin",
            Demand = "An update of a Deployment may add a replica or take one away.",
            Because = "With both at 0 the API server refuses the Deployment in the middle of the update.",
            Mend = "Set rollingUpdate.maxSurge to 1 or more.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.Deployments,
            Check = (deployment, report) =>
            {
                var rolling = deployment["spec"]["strategy"]["rollingUpdate"];
                if (IsNone(rolling["maxSurge"].Text) && IsNone(rolling["maxUnavailable"].Text)) report.Violation($"{deployment} may neither add a replica nor take one away.");
            },
        },
        new ResourceRule
        {
            Name = "job-ends",
            Demand = "A Job has a time after which it is given up.",
            Because = "One that hangs holds its resources, its locks and whatever waits for it until somebody finds it.",
            Mend = "Set activeDeadlineSeconds in the Job's spec.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [.. KubernetesTypes.Jobs, .. KubernetesTypes.CronJobs],
            Check = (job, report) =>
            {
                var spec = KubernetesTypes.CronJobs.Contains(job.Type) ? job["spec"]["jobTemplate"]["spec"] : job["spec"];
                if (spec["activeDeadlineSeconds"].Number is null) report.Violation($"{job} may run for ever.");
            },
        },
        new ResourceRule
        {
            Name = "cron-job-alone",
            Demand = "A CronJob does not begin again while it still runs.",
            Because = "When one run is slow, the next works on the same data, and each makes the other slower.",
            Mend = "Set spec.concurrencyPolicy to Forbid or Replace.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.CronJobs,
            Check = (job, report) =>
            {
                if (job["spec"]["concurrencyPolicy"].Text is null or "Allow") report.Violation($"{job} may run twice at once.");
            },
            Remedy = (job, _) => job["spec"]["concurrencyPolicy"].IsMissing ? Change.To(job).Set("spec.concurrencyPolicy", "Forbid") : null,
        },
    ];

    static void Updates(Resource deployment, Report report)
    {
        var strategy = deployment["spec"]["strategy"];
        var unavailable = strategy["rollingUpdate"]["maxUnavailable"].Text;
        if (strategy["type"].Text == "Recreate")
            report.Violation($"{deployment} stops all replicas before it starts the next.");
        else if (Quantity.Percent(unavailable) > most.In(report.Settings))
            report.Violation($"{deployment} may lose {unavailable} of its replicas in an update.");
        else if (Quantity.Read(unavailable) is > 0 and var count && count >= deployment["spec"]["replicas"].Number)
            report.Violation($"{deployment} may lose {count} of its {deployment["spec"]["replicas"].Number} replicas in an update.");
    }

    static bool IsNone(string? amount) => Quantity.Read(amount) == 0 || Quantity.Percent(amount) == 0;
}

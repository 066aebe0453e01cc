using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>How the kubelet finds out whether a container serves, and whether it lives. Containers with ports are those that somebody asks.</summary>
internal static class PodProbes
{
    const double DefaultPeriod = 10;
    const double DefaultFailures = 3;
    const double DefaultTimeout = 1;

    static readonly ImmutableArray<string> serving = [.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets, .. KubernetesTypes.ReplicaSets, .. KubernetesTypes.DaemonSets];
    static readonly ImmutableArray<string> probes = ["readinessProbe", "livenessProbe", "startupProbe"];
    static readonly ListSetting<string> allow = new("allow", "Names of containers with ports that nobody waits for, such as exporters of metrics.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-readiness-probe",
            Demand = "Every container that has ports says when it can serve.",
            Because = "A Service would send users to a replica whose program has started and can't answer yet, at every release and every scale-out.",
            Mend = "Set readinessProbe with the path of the service's health check; or name the container in this rule's setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-6")],
            Types = serving,
            Settings = [allow],
            Check = Typed.Check<Workload>((workload, report) => Served(workload, report, container =>
            {
                if (container["readinessProbe"].IsMissing) report.Violation($"{container} of {workload} has ports and no readiness probe.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-liveness-probe",
            Demand = "Every container that has ports is restarted when it hangs.",
            Because = "A replica that hangs is out of the Service and stays there: capacity shrinks until somebody looks.",
            Mend = "Set livenessProbe, on a path that asks nothing else, with far more patience than readiness has.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = serving,
            Settings = [allow],
            Check = Typed.Check<Workload>((workload, report) => Served(workload, report, container =>
            {
                if (container["livenessProbe"].IsMissing) report.Violation($"{container} of {workload} has ports and no liveness probe.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-liveness-patient",
            Demand = "Liveness gives up later than readiness.",
            Because = "Under load all replicas would be killed when they ought to be spared, and each restart gives the others more to do.",
            Mend = "Raise livenessProbe.failureThreshold or periodSeconds, so that their product is larger than readiness has.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = serving,
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Main(), container =>
            {
                var (live, ready) = (container["livenessProbe"], container["readinessProbe"]);
                if (live.IsMissing || ready.IsMissing) return;
                if (Patience(live) <= Patience(ready)) report.Violation($"{container} of {workload} is killed after {Patience(live)} s of failed probes, and called unready after {Patience(ready)} s.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-probe-timeouts",
            Demand = "A probe times out before the next one is due.",
            Because = "Probes of a slow replica would pile up in it, and how long it takes to be found out is no longer period times threshold.",
            Mend = "Set timeoutSeconds to at most periodSeconds.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(probes, name =>
            {
                var probe = container[name];
                var (timeout, period) = (probe["timeoutSeconds"].Number ?? DefaultTimeout, probe["periodSeconds"].Number ?? DefaultPeriod);
                if (timeout > period) report.Violation($"The {name} of {container} of {workload} waits {timeout} s and is due every {period} s.");
            }))),
        },
    ];

    static void Served(Workload workload, Report report, Action<PodContainer> check)
    {
        var spared = allow.In(report.Settings);
        report.Each(workload.Main(), container =>
        {
            if (container["ports"].Items.Count > 0 && !spared.Contains(container.Name)) check(container);
        });
    }

    static double Patience(Property probe) => (probe["periodSeconds"].Number ?? DefaultPeriod) * (probe["failureThreshold"].Number ?? DefaultFailures);
}

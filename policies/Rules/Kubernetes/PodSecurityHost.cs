using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>The Pod Security Standard <em>baseline</em>: what a pod may have of its node.</summary>
internal static class PodSecurityHost
{
    static readonly ImmutableArray<string> probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    static readonly ImmutableArray<string> moments = ["postStart", "preStop"];
    static readonly ImmutableArray<string> calls = ["httpGet", "tcpSocket"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-host-namespaces",
            Demand = "No pod shares the network, the processes or the IPC of its node.",
            Because = "Such a pod listens to the traffic of all others on the node and can send signals to their processes.",
            Mend = "Remove hostNetwork, hostPID and hostIPC from the pod's spec.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Baseline("hostNamespaces"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => report.Each(["hostNetwork", "hostPID", "hostIPC"], name =>
            {
                if (workload.Spec[name].Flag == true) report.Violation($"{workload} sets {name}.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-not-privileged",
            Demand = "No container is privileged.",
            Because = "A privileged container is root on its node: whoever breaks into it has every pod and every Secret there.",
            Mend = "Remove securityContext.privileged, and add the one capability that is really needed.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = PodSecurity.Baseline("privileged"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                if (container.Security["privileged"].Flag == true) report.Violation($"{container} of {workload} is privileged.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-no-host-path",
            Demand = "No pod mounts a path of its node.",
            Because = "Through a path of the node a pod reads the kubelet's credentials or other pods' files, and it loses its data when it moves to another node.",
            Mend = "Use a persistentVolumeClaim for data that stays and an emptyDir for data that may go.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Baseline("hostPathVolumes"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Spec["volumes"].Items, volume =>
            {
                if (!volume["hostPath"].IsMissing) report.Violation($"Volume '{volume["name"].Shown()}' of {workload} is the path '{volume["hostPath"]["path"].Shown()}' of the node.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-no-host-port",
            Demand = "No container takes a port of its node.",
            Because = "Two replicas can't share a node then, network policies don't hold at the port, and the node answers there to whoever reaches it.",
            Mend = "Remove hostPort and put a Service before the pods.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("hostPorts"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container["ports"].Items, port =>
            {
                if (port["hostPort"].Number is { } number and not 0) report.Violation($"{container} of {workload} takes port {number} of its node.");
            }))),
        },
        new ResourceRule
        {
            Name = "pod-probes-itself",
            Demand = "Probes and lifecycle hooks ask the pod itself and no other host.",
            Because = "The kubelet sends them from the node, so a pod could make it call metadata services and what else only nodes reach.",
            Mend = "Remove `host` from httpGet and tcpSocket; the pod's own address is meant without it.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("hostProbesAndHostLifecycle"),
            Types = Workload.OrPatches,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>(Probes),
        },
        new ResourceRule
        {
            Name = "pod-no-host-process",
            Demand = "No Windows container is a process of its host.",
            Because = "A HostProcess container runs as a service of the Windows node, with its files, its registry and its network.",
            Mend = "Remove windowsOptions.hostProcess from the pod and its containers.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Baseline("windowsHostProcess"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => workload.EachSecurity(report, HostProcess)),
        },
    ];

    static void Probes(Workload workload, Report report)
    {
        if (PodSecurity.Minor(report.Settings) < 34) return;
        workload.EachContainer(report, container =>
        {
            var handlers = probes.Select(probe => container[probe]).Concat(moments.Select(moment => container["lifecycle"][moment]));
            report.Each(handlers.SelectMany(handler => calls.Select(call => handler[call])), call =>
            {
                if (call["host"].Text is { Length: > 0 } host) report.Violation($"{container} of {workload} asks the host '{host}' at {call.Path}.");
            });
        });
    }

    static void HostProcess(Property security, string who, Report report)
    {
        if (security["windowsOptions"]["hostProcess"].Flag == true) report.Violation($"{who} is a HostProcess.");
    }
}

using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>What the Pod Security Standard <em>restricted</em> demands beyond <em>baseline</em>.</summary>
internal static class PodSecurityRestricted
{
    static readonly ImmutableHashSet<string> volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-volume-types",
            Demand = "Pods mount only volumes that Kubernetes makes or that a claim stands for.",
            Because = "A volume that names its storage itself needs the storage's address and credentials in the pod, and whoever may make pods may mount any of it.",
            Mend = "Use a persistentVolumeClaim, and let a StorageClass or PersistentVolume know the storage.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Restricted("restrictedVolumes"),
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Spec["volumes"].Items, volume =>
            {
                // One that says nothing is an emptyDir.
                if (volume.Entries.FirstOrDefault(entry => entry.Name != "name" && !entry.Value.IsMissing && !volumes.Contains(entry.Name)).Name is { } type)
                    report.Violation($"Volume '{volume["name"].Shown()}' of {workload} is of the type {type}.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-no-privilege-escalation",
            Demand = "No process gets more rights than its parent has.",
            Because = "One setuid program in the image is enough to make a hole in the service a root shell.",
            Mend = "Set securityContext.allowPrivilegeEscalation to false in every container.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Restricted("allowPrivilegeEscalation"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => OnLinux(workload, report, 8, container =>
            {
                if (container.Security["allowPrivilegeEscalation"].Flag != false) report.Violation($"{container} of {workload} does not set allowPrivilegeEscalation to false.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-runs-as-non-root",
            Demand = "Kubernetes refuses to start any container as root.",
            Because = "An image whose user changes to root with the next build would start as root, and nobody would notice.",
            Mend = "Set securityContext.runAsNonRoot to true for the pod, and nowhere to false.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Restricted("runAsNonRoot"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>(NonRoot),
        },
        new ResourceRule
        {
            Name = "pod-no-root-user",
            Demand = "No pod and no container asks for the user 0.",
            Because = "Root in the container is root for the kernel too, and every flaw of the runtime then costs the node.",
            Mend = "Set runAsUser to a number above 0, or remove it and let the image say its user.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Restricted("runAsUser"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) =>
            {
                if (PodSecurity.Minor(report.Settings) < 23 || MayBeRoot(workload, report)) return;
                workload.EachSecurity(report, User);
            }),
        },
        new ResourceRule
        {
            Name = "pod-seccomp-set",
            Demand = "A seccomp profile confines every container.",
            Because = "Kubernetes starts containers unconfined where nobody says otherwise, and hundreds of system calls stay open that no service needs.",
            Mend = "Set securityContext.seccompProfile.type to RuntimeDefault for the pod.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Restricted("seccompProfile_restricted"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>(Seccomp),
            Remedy = (resource, _) => Workload.Of(resource) is { OnWindows: false } workload && workload.Security["seccompProfile"].IsMissing
                ? Change.To(resource).Set(workload.Path("securityContext.seccompProfile.type"), "RuntimeDefault")
                : null,
        },
        new ResourceRule
        {
            Name = "pod-drops-all-capabilities",
            Demand = "Every container drops all capabilities, and takes back none but NET_BIND_SERVICE.",
            Because = "Runtimes give fourteen capabilities to each container, among them forging packets and changing owners, and a web service needs none of them.",
            Mend = "Set securityContext.capabilities.drop to [\"ALL\"] in every container.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Restricted("capabilities_restricted"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => OnLinux(workload, report, 22, container => Capabilities(container, workload, report))),
        },
        new ResourceRule
        {
            Name = "pod-proc-mount-restricted",
            Demand = "The runtime's mask stays over /proc, also where the pod has users of its own.",
            Because = "The mask also hides what the kernel tells in /proc of other pods on the node.",
            Mend = "Remove securityContext.procMount.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Restricted("procMount_restricted"),
            Types = Workload.Tokens,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                if (PodSecurity.Minor(report.Settings) >= 35 && container.Security["procMount"].Text is { Length: > 0 } mount and not "Default")
                    report.Violation($"{container} of {workload} mounts /proc as '{mount}'.");
            })),
        },
    ];

    /// <param name="since">The minor version that demands it first; Windows is left out from 1.25 on.</param>
    static void OnLinux(Workload workload, Report report, int since, Action<PodContainer> check)
    {
        var minor = PodSecurity.Minor(report.Settings);
        if (minor >= since && !(minor >= 25 && workload.OnWindows)) workload.EachContainer(report, check);
    }

    static bool MayBeRoot(Workload workload, Report report) => PodSecurity.Minor(report.Settings) >= 35 && workload.HasOwnUsers;

    static void NonRoot(Workload workload, Report report)
    {
        if (MayBeRoot(workload, report)) return;
        var pod = workload.Security["runAsNonRoot"];
        if (!pod.IsUnknown && pod.Flag == false) report.Violation($"{workload} sets runAsNonRoot to false.");
        workload.EachContainer(report, container =>
        {
            var own = container.Security["runAsNonRoot"];
            if (own.Flag == false)
                report.Violation($"{container} of {workload} sets runAsNonRoot to false.");
            else if (own.IsMissing && pod.Flag is null)
                report.Violation($"{container} of {workload} may run as root: neither it nor its pod sets runAsNonRoot.");
        });
    }

    static void User(Property security, string who, Report report)
    {
        if (security["runAsUser"].Number == 0) report.Violation($"{who} runs as user 0.");
    }

    static void Seccomp(Workload workload, Report report)
    {
        var pod = workload.Security["seccompProfile"]["type"];
        if (!pod.IsUnknown && pod.Text is { } type && !Confines(type)) report.Violation($"{workload} has the seccomp profile '{type}'.");
        OnLinux(workload, report, 19, container =>
        {
            var own = container.Security["seccompProfile"]["type"];
            if (own.Text is { } profile && !Confines(profile))
                report.Violation($"{container} of {workload} has the seccomp profile '{profile}'.");
            else if (own.IsMissing && pod.Text is null)
                report.Violation($"{container} of {workload} has no seccomp profile, and its pod has none either.");
        });
    }

    static bool Confines(string profile) => profile is "RuntimeDefault" or "Localhost";

    static void Capabilities(PodContainer container, Workload workload, Report report)
    {
        var capabilities = container.Security["capabilities"];
        report.Try(() =>
        {
            var dropped = capabilities["drop"].Items;
            if (!dropped.Any(one => !one.IsUnknown && one.Text == "ALL") && dropped.All(one => one.Text != "ALL")) report.Violation($"{container} of {workload} does not drop ALL capabilities.");
        });
        report.Each(capabilities["add"].Items, added =>
        {
            if (added.Text is { } name and not "NET_BIND_SERVICE") report.Violation($"{container} of {workload} adds the capability {name}.");
        });
    }
}

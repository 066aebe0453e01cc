using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>The Pod Security Standard <em>baseline</em>: what stands between a container and the kernel.</summary>
internal static class PodSecurityKernel
{
    const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    static readonly ImmutableHashSet<string> capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    // By the minor version of Kubernetes that calls them safe.
    static readonly ImmutableDictionary<string, int> sysctls = new Dictionary<string, int>
    {
        ["kernel.shm_rmid_forced"] = 0,
        ["net.ipv4.ip_local_port_range"] = 0,
        ["net.ipv4.tcp_syncookies"] = 0,
        ["net.ipv4.ping_group_range"] = 0,
        ["net.ipv4.ip_unprivileged_port_start"] = 0,
        ["net.ipv4.ip_local_reserved_ports"] = 27,
        ["net.ipv4.tcp_keepalive_time"] = 29,
        ["net.ipv4.tcp_fin_timeout"] = 29,
        ["net.ipv4.tcp_keepalive_intvl"] = 29,
        ["net.ipv4.tcp_keepalive_probes"] = 29,
        ["net.ipv4.tcp_rmem"] = 32,
        ["net.ipv4.tcp_wmem"] = 32,
        ["net.ipv4.tcp_slow_start_after_idle"] = 37,
        ["net.ipv4.tcp_notsent_lowat"] = 37,
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-capabilities-baseline",
            Demand = "No container adds capabilities beyond those that container runtimes give anyway.",
            Because = "With SYS_ADMIN, NET_RAW or SYS_PTRACE a container leaves its bounds or poses as its neighbours.",
            Mend = "Remove the capability from securityContext.capabilities.add.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = PodSecurity.Baseline("capabilities_baseline"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container.Security["capabilities"]["add"].Items, added =>
            {
                if (added.Text is { } name && !capabilities.Contains(name)) report.Violation($"{container} of {workload} adds the capability {name}.");
            }))),
        },
        new ResourceRule
        {
            Name = "pod-apparmor",
            Demand = "AppArmor confines every container, by the runtime's profile or by one of the node's own.",
            Because = "Unconfined, a program that was broken into may write wherever its user may, /proc and /sys included.",
            Mend = "Set appArmorProfile.type to RuntimeDefault or Localhost, or remove it and the annotation.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("appArmorProfile"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>(AppArmor),
        },
        new ResourceRule
        {
            Name = "pod-selinux",
            Demand = "SELinux labels are of the types for containers, and set neither user nor role.",
            Because = "With another type the kernel no longer tells the container's files from the node's.",
            Mend = "Remove seLinuxOptions.user and .role, and use the type container_t, or none.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("seLinuxOptions"),
            Types = Workload.OrPatches,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => workload.EachSecurity(report, SeLinux)),
        },
        new ResourceRule
        {
            Name = "pod-proc-mount",
            Demand = "The runtime's mask stays over /proc, unless the pod has users of its own.",
            Because = "Without the mask a container reads kernel memory and keys of the node in /proc.",
            Mend = "Remove securityContext.procMount, or set hostUsers to false for the pod (from Kubernetes 1.35).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("procMount"),
            Types = Workload.OrPatches,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                if (container.Security["procMount"].Text is { Length: > 0 } mount and not "Default" && !(PodSecurity.Minor(report.Settings) >= 35 && workload.HasOwnUsers))
                    report.Violation($"{container} of {workload} mounts /proc as '{mount}'.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-seccomp-not-unconfined",
            Demand = "No seccomp profile is set to be unconfined.",
            Because = "All system calls are open then, among them those through which containers were left before.",
            Mend = "Set seccompProfile.type to RuntimeDefault or Localhost.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("seccompProfile_baseline"),
            Types = Workload.OrPatches,
            Check = Typed.Check<Workload>((workload, report) => workload.EachSecurity(report, Seccomp)),
        },
        new ResourceRule
        {
            Name = "pod-sysctls",
            Demand = "Pods set only the sysctls that Kubernetes calls safe.",
            Because = "Others reach beyond the pod's namespaces: one pod would tune, or starve, its whole node.",
            Mend = "Remove the sysctl, or let whoever runs the nodes set it there.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = PodSecurity.Baseline("sysctls"),
            Types = Workload.OrPatches,
            Settings = [PodSecurity.Version],
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Security["sysctls"].Items, sysctl =>
            {
                var name = sysctl["name"].Text ?? "";
                if (!sysctls.TryGetValue(name, out var since) || since > PodSecurity.Minor(report.Settings)) report.Violation($"{workload} sets the sysctl '{name}'.");
            })),
        },
    ];

    static void AppArmor(Workload workload, Report report)
    {
        workload.EachSecurity(report, Profile);
        report.Try(() => report.Each(workload.Metadata["annotations"].Entries.Where(entry => entry.Name.StartsWith(AppArmorAnnotation, StringComparison.Ordinal)), entry =>
        {
            if (entry.Value.Text is { Length: > 0 } profile and not "runtime/default" && !profile.StartsWith("localhost/", StringComparison.Ordinal))
                report.Violation($"Container '{entry.Name[AppArmorAnnotation.Length..]}' of {workload} has the AppArmor profile '{profile}' by annotation.");
        }));
    }

    static void Profile(Property security, string who, Report report)
    {
        if (security["appArmorProfile"]["type"].Text is { } type and not ("RuntimeDefault" or "Localhost")) report.Violation($"{who} has the AppArmor profile '{type}'.");
    }

    static void SeLinux(Property security, string who, Report report)
    {
        var options = security["seLinuxOptions"];
        var engine = PodSecurity.Minor(report.Settings) >= 31;
        if (options["type"].Text is { } type and not ("" or "container_t" or "container_init_t" or "container_kvm_t") && !(engine && type == "container_engine_t"))
            report.Violation($"{who} has the SELinux type '{type}'.");
        report.Each(["user", "role"], name =>
        {
            if (options[name].Text is { Length: > 0 } value) report.Violation($"{who} sets the SELinux {name} '{value}'.");
        });
    }

    static void Seccomp(Property security, string who, Report report)
    {
        if (security["seccompProfile"]["type"].Text is { } type and not ("RuntimeDefault" or "Localhost")) report.Violation($"{who} has the seccomp profile '{type}'.");
    }
}

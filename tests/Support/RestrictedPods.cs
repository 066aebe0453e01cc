using System.Text.Json.Nodes;

namespace Infra.Tests.Support;

/// <summary>The Pod Security Standard <em>restricted</em>, as Kubernetes 1.37 holds pods to it (pod-security-admission, v1.37).</summary>
static class RestrictedPods
{
    static readonly string[] volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];
    static readonly string[] seLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
    static readonly string[] profiles = ["RuntimeDefault", "Localhost"];

    static readonly string[] sysctls =
    [
        "kernel.shm_rmid_forced",
        .. new[]
        {
            "ip_local_port_range", "ip_unprivileged_port_start", "ip_local_reserved_ports", "ping_group_range", "tcp_syncookies", "tcp_keepalive_time", "tcp_keepalive_intvl",
            "tcp_keepalive_probes", "tcp_fin_timeout", "tcp_rmem", "tcp_wmem", "tcp_slow_start_after_idle", "tcp_notsent_lowat",
        }.Select(name => $"net.ipv4.{name}"),
    ];

    /// <param name="pod">Its metadata and spec.</param>
    /// <returns>Which control is broken where, such as <c>seccompprofile: pod</c>.</returns>
    public static IEnumerable<string> Faults(JsonObject pod) => new Pod(pod).Faults();

    sealed class Pod(JsonObject pod)
    {
        readonly JsonNode spec = pod["spec"]!;

        bool IsWindows => (string?)spec["os"]?["name"] == "windows";

        /// <summary>Root inside its own user namespace is nobody outside.</summary>
        bool HasOwnUsers => (bool?)spec["hostUsers"] == false;

        IEnumerable<(string Name, JsonNode Node)> Containers =>
            from list in new[] { "containers", "initContainers", "ephemeralContainers" }
            from container in spec[list]?.AsArray() ?? []
            select ((string)container!["name"]!, container!);

        IEnumerable<(string Name, JsonNode Node)> All => Containers.Prepend(("pod", spec));

        public IEnumerable<string> Faults() =>
        [
            .. new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(name => Flag(spec[name])).Select(name => $"hostnamespaces: {name}"),
            .. Where("windowshostprocess", All, node => Flag(Security(node)?["windowsOptions"]?["hostProcess"])),
            .. Where("privileged", Containers, node => Flag(Security(node)?["privileged"])),
            .. Where("capabilities", Containers, node => Texts(Security(node)?["capabilities"]?["add"]).Any(added => added != "NET_BIND_SERVICE")),
            .. Where("capabilities", Containers, node => !IsWindows && !Texts(Security(node)?["capabilities"]?["drop"]).Contains("ALL")),
            .. Where("allowprivilegeescalation", Containers, node => !IsWindows && (bool?)Security(node)?["allowPrivilegeEscalation"] != false),
            .. Where("hostports", Containers, node => Items(node["ports"]).Any(port => (int?)port["hostPort"] is > 0)),
            .. Where("hostprobesandhostlifecycle", Containers, node => Handlers(node).Any(handler => !string.IsNullOrEmpty((string?)(handler["httpGet"] ?? handler["tcpSocket"])?["host"]))),
            .. Where("apparmorprofile", All, node => (string?)Security(node)?["appArmorProfile"]?["type"] is { } type && !profiles.Contains(type)),
            .. AppArmorAnnotations().Select(name => $"apparmorprofile: {name}"),
            .. Where("selinuxoptions", All, node => Security(node)?["seLinuxOptions"] is { } options && (!seLinuxTypes.Contains((string?)options["type"] ?? "") || options["user"] is not null || options["role"] is not null)),
            .. Where("procmount", Containers, node => (string?)Security(node)?["procMount"] is { } mount && mount != "Default"),
            .. Items(spec["securityContext"]?["sysctls"]).Select(sysctl => (string)sysctl["name"]!).Except(sysctls).Select(name => $"sysctls: {name}"),
            .. Items(spec["volumes"]).Where(volume => volume.AsObject().Any(member => member.Key != "name" && !volumes.Contains(member.Key))).Select(volume => $"volumes: {volume["name"]}"),
            .. Where("runasuser", All, node => !HasOwnUsers && (int?)Security(node)?["runAsUser"] == 0),
            .. Unless("runasnonroot", HasOwnUsers, node => (bool?)Security(node)?["runAsNonRoot"]),
            .. Unless("seccompprofile", IsWindows, node => (string?)Security(node)?["seccompProfile"]?["type"] is { } type ? profiles.Contains(type) : null),
        ];

        /// <summary>Nobody may say no, and the pod or else each container has to say yes.</summary>
        IEnumerable<string> Unless(string control, bool isExempt, Func<JsonNode, bool?> says) =>
            Where(control, All, node => says(node) is { } said ? !said : !isExempt && node != spec && says(spec) != true);

        IEnumerable<string> AppArmorAnnotations() =>
            from annotation in pod["metadata"]?["annotations"]?.AsObject() ?? []
            where annotation.Key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal)
            let profile = (string?)annotation.Value
            where profile is not ("" or "runtime/default") && !profile!.StartsWith("localhost/", StringComparison.Ordinal)
            select annotation.Key;

        static IEnumerable<JsonNode> Handlers(JsonNode container) =>
            new[] { container["livenessProbe"], container["readinessProbe"], container["startupProbe"], container["lifecycle"]?["preStop"], container["lifecycle"]?["postStart"] }.OfType<JsonNode>();

        static IEnumerable<string> Where(string control, IEnumerable<(string Name, JsonNode Node)> nodes, Func<JsonNode, bool> breaks) =>
            nodes.Where(one => breaks(one.Node)).Select(one => $"{control}: {one.Name}");

        static JsonNode? Security(JsonNode node) => node["securityContext"];

        static IEnumerable<JsonNode> Items(JsonNode? list) => list?.AsArray().OfType<JsonNode>() ?? [];

        static IEnumerable<string> Texts(JsonNode? list) => Items(list).Select(text => (string)text!);

        static bool Flag(JsonNode? node) => (bool?)node == true;
    }
}

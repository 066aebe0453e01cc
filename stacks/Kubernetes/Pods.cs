using System.Globalization;
using Infra.Stacks.Environment;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Stacks.Kubernetes;

/// <summary>What a pod is, within the Pod Security Standard <em>restricted</em>.</summary>
internal static class Pods
{
    public const string PortName = "http";

    public static DeploymentSpecArgs Deployed(EnvironmentSpec spec, Dictionary<string, string> labels, Dictionary<string, string> selector, Output<string> settings, Output<string> account) => new()
    {
        Replicas = spec.Size,
        Selector = new LabelSelectorArgs { MatchLabels = selector },
        RevisionHistoryLimit = 1,
        ProgressDeadlineSeconds = Seconds(spec.Ready),
        Strategy = new DeploymentStrategyArgs { Type = "RollingUpdate", RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = "25%", MaxUnavailable = 0 } },
        Template = new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs { Labels = labels },
            Spec = new PodSpecArgs
            {
                ServiceAccountName = account,
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                // Counts from the beginning of the wait before SIGTERM.
                TerminationGracePeriodSeconds = Seconds(spec.Drain + spec.StopTimeout),
                SecurityContext = new PodSecurityContextArgs { RunAsNonRoot = true, SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" } },
                TopologySpreadConstraints = { Spread("topology.kubernetes.io/zone", selector), Spread("kubernetes.io/hostname", selector) },
                Containers = { Container(spec, settings) },
                Volumes = { new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs() } },
            },
        },
    };

    static ContainerArgs Container(EnvironmentSpec spec, Output<string> settings) => new()
    {
        Name = spec.Service,
        Image = spec.Image,
        Ports = { new ContainerPortArgs { Name = PortName, ContainerPortValue = spec.Port } },
        EnvFrom = { new EnvFromSourceArgs { ConfigMapRef = new ConfigMapEnvSourceArgs { Name = settings } } },
        Env = spec.Secrets.Select(Secret).ToArray(),
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = Millicores(spec), ["memory"] = $"{spec.Memory}Mi" },
            Limits = { ["cpu"] = Millicores(spec), ["memory"] = $"{spec.Memory}Mi" },
        },
        ReadinessProbe = Probe(spec, spec.Health.Unhealthy),
        // Starting over helps against a hang, and only that: it takes far longer to say so than readiness does.
        LivenessProbe = Probe(spec, 10 * spec.Health.Unhealthy),
        // Users go first, then the process is told to stop.
        Lifecycle = new LifecycleArgs { PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = Seconds(spec.Drain) } } },
        SecurityContext = new SecurityContextArgs
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            RunAsNonRoot = true,
            Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        },
        VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
    };

    static EnvVarArgs Secret(KeyValuePair<string, string> secret) => secret.Value.Split('/') is [var name, var key]
        ? new() { Name = secret.Key, ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = name, Key = key } } }
        : throw new InvalidOperationException($"The catalog lets {secret.Key} be {secret.Value} on Kubernetes.");

    static ProbeArgs Probe(EnvironmentSpec spec, int failures) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = spec.Health.Path, Port = PortName },
        PeriodSeconds = Seconds(spec.Health.Interval),
        TimeoutSeconds = Seconds(spec.Health.Timeout),
        FailureThreshold = failures,
    };

    static TopologySpreadConstraintArgs Spread(string topology, Dictionary<string, string> selector) => new()
    {
        MaxSkew = 1,
        TopologyKey = topology,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new LabelSelectorArgs { MatchLabels = selector },
    };

    static string Millicores(EnvironmentSpec spec) => string.Create(CultureInfo.InvariantCulture, $"{spec.Cpu * 1000 / 1024}m");

    static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}

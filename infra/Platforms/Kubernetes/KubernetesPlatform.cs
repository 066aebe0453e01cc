using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>Eyes and hands on a Kubernetes cluster, for one stage.</summary>
public sealed class KubernetesPlatform : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    private readonly HttpClient _cluster;
    private readonly HttpClient _others = new(new SocketsHttpHandler()) { Timeout = _patience };

    /// <exception cref="PlatformException">There is no such cluster, or no way to it.</exception>
    public KubernetesPlatform(KubernetesScope scope, TimeProvider time)
        : this(scope, Access(scope, time), time, DockerLogins.OfThisUser)
    {
    }

    internal KubernetesPlatform(KubernetesScope scope, KubeAccess access, TimeProvider time, DockerLogins logins)
    {
        _cluster = new(access.Handler()) { Timeout = _patience };
        var kubernetes = new KubeClient(_cluster, access, new(time, new()));
        Router = scope.HasGateway ? new KubernetesRouter(kubernetes, time) : new ServiceRouter(kubernetes, time);
        (Health, Smoke, Quotas) = (new KubernetesHealth(kubernetes), new ServiceSmoke(kubernetes), new KubernetesQuotas(kubernetes, scope.Namespace));
        Probe = scope.Prometheus is { } prometheus ? new PrometheusProbe(new(_others, prometheus), scope.Queries, time) : null;
        Artefacts = new RegistryArtefacts(_others, logins);
    }

    public ITrafficRouter Router { get; }
    public ITargetHealth Health { get; }

    /// <summary>Of sides that no test listener knows.</summary>
    public ISmoke Smoke { get; }

    /// <summary>Null where nobody counts.</summary>
    public IProbe? Probe { get; }
    public IArtefacts Artefacts { get; }
    public IQuotas Quotas { get; }

    public void Dispose()
    {
        _cluster.Dispose();
        _others.Dispose();
    }

    private static KubeAccess Access(KubernetesScope scope, TimeProvider time) =>
        scope.Context is { } context ? KubeConfig.Read(KubeConfig.Files, context, time)
        : ServiceAccount.Find() ?? throw new PlatformException("The stage names no context of kubectl's files, and this doesn't run in a cluster.");
}

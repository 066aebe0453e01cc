using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Platforms.Aws;
using Infra.Platforms.Kubernetes;

namespace Infra.Cli.Engines;

/// <summary>Eyes and hands on what the services of a stage really run on: each service is looked at where it is. Nothing is opened before somebody looks.</summary>
internal sealed class RealPlatforms(ServiceCatalog catalog, Stage stage, IStackOutputs stacks, TimeProvider time) : ITrafficRouter, ITargetHealth, IProbe, ISmoke, IArtefacts, IQuotas, IAsyncDisposable
{
    private readonly Lazy<AwsPlatform> _aws = new(() => new(new(stage.Account, stage.Region, stage.Role), stacks, time));
    private readonly Lazy<KubernetesPlatform> _kubernetes = new(() => new(Scope(stage), time));

    private readonly HttpSmoke _smoke = new();

    public Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct) =>
        (IsAws(route) ? _aws.Value.Router : _kubernetes.Value.Router).SetAsync(route, desired, confirm, ct);

    public Task<Shares> ReadAsync(Route route, CancellationToken ct) => (IsAws(route) ? _aws.Value.Router : _kubernetes.Value.Router).ReadAsync(route, ct);

    public Task<SideHealth> ReadAsync(Route route, Colour side, CancellationToken ct) => (IsAws(route) ? _aws.Value.Health : _kubernetes.Value.Health).ReadAsync(route, side, ct);

    public Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct) => (IsAws(route) ? _aws.Value.Probe : _kubernetes.Value.Probe) is { } probe
        ? probe.ReadAsync(route, slowerThan, ct)
        : Task.FromResult<Reading>(new Reading.Blind($"Nobody counts requests of {route.Key}: stage {stage.Name} names no `cluster: {{ prometheus: https://… }}`."));

    public Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct) =>
        (catalog.Service(route.Key.Service).HasNoGatewayIn(stage) ? _kubernetes.Value.Smoke : _smoke).AskAsync(route, side, path, requests, ct);

    /// <summary>A machine image is looked for in the account; so are images that come from its registry.</summary>
    public Task<string?> MissingAsync(Release release, CancellationToken ct) =>
        release.IsMachineImage || (stage.HasAccount && stage.Registry is null) ? _aws.Value.Artefacts.MissingAsync(release, ct)
        : _kubernetes.Value.Artefacts.MissingAsync(stage.Registry is { } registry ? release with { Artefact = $"{registry}/{release.Artefact}" } : release, ct);

    public Task<QuotaAnswer> AskAsync(Service service, PlatformKind platform, int replicas, CancellationToken ct) =>
        (platform.IsAws ? _aws.Value.Quotas : _kubernetes.Value.Quotas).AskAsync(service, platform, replicas, ct);

    public async ValueTask DisposeAsync()
    {
        await _smoke.DisposeAsync();
        if (_aws.IsValueCreated)
            _aws.Value.Dispose();
        if (_kubernetes.IsValueCreated)
            _kubernetes.Value.Dispose();
    }

    private static KubernetesScope Scope(Stage stage) => stage.Cluster is { } cluster
        ? new(cluster.Context, cluster.Namespace, cluster.Prometheus is { } prometheus ? new Uri(prometheus) : null, cluster.GatewayClass is null ? PrometheusQueries.IstioPods : PrometheusQueries.Istio, cluster.GatewayClass is not null)
        : throw new BadInputException($"Stage {stage.Name} names no cluster; add `cluster: {{ context: prod-eu, gatewayClass: eg }}`.");

    private bool IsAws(Route route) => catalog.Service(route.Key.Service).PlatformIn(stage).IsAws;
}

using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.Engine;
using Infra.Sandbox.World;

namespace Infra.Cli.Sandbox;

/// <summary>Eyes and hands on the world of a stage: each service is moved, counted and asked the way it comes in.</summary>
internal sealed class SandboxPlatforms : ITrafficRouter, IProbe, ISmoke, IAsyncDisposable
{
    private readonly ServiceCatalog _catalog;
    private readonly Stage _stage;
    private readonly HttpSmoke _smoke = new();
    private readonly SandboxServiceSmoke _serviceSmoke;
    private readonly SandboxRouter _router;
    private readonly SandboxFront _front;
    private readonly SandboxProbe _probe;
    private readonly SandboxFrontProbe _frontProbe;

    public SandboxPlatforms(ServiceCatalog catalog, Stage stage, WorldClient world, SimulatedServices services)
    {
        (_catalog, _stage) = (catalog, stage);
        var named = WorldRoutes.Of(catalog, stage);
        (_router, _front) = (new(world, named), new(services, stage.Cluster?.Context ?? ""));
        _probe = new(world, named);
        _frontProbe = new(_probe, _front);
        _serviceSmoke = new(world, named);
    }

    public Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct) => Router(route).SetAsync(route, desired, confirm, ct);

    public Task<Shares> ReadAsync(Route route, CancellationToken ct) => Router(route).ReadAsync(route, ct);

    public Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct) =>
        (HasNoGateway(route) ? (IProbe)_frontProbe : _probe).ReadAsync(route, slowerThan, ct);

    public Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct) =>
        (HasNoGateway(route) ? (ISmoke)_serviceSmoke : _smoke).AskAsync(route, side, path, requests, ct);

    public async ValueTask DisposeAsync()
    {
        await _smoke.DisposeAsync();
        _serviceSmoke.Dispose();
    }

    private ITrafficRouter Router(Route route) => HasNoGateway(route) ? _front : _router;

    private bool HasNoGateway(Route route) => _catalog.Service(route.Key.Service).HasNoGatewayIn(_stage);
}

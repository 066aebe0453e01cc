using Infra.Catalog;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Route = Infra.Orchestrator.Traffic.Route;

namespace Infra.Cli.Sandbox;

/// <summary>Asks a side's pods, which no listener of the world knows yet, one after the other.</summary>
internal sealed class SandboxServiceSmoke(WorldClient world, Func<Route, Route> named) : ISmoke, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct)
    {
        var group = named(route).Targets(side);
        var pods = group.Length == 0 ? [] : (await world.HealthAsync(group, ct)).Where(pod => pod.State == TargetState.Healthy).ToList();
        if (pods.Count == 0)
            return $"{side.Title} of {route.Key} has no pod that is ready.";
        var at = 0;
        return await SmokeRound.AskAsync(route, side, path, requests, ct => AskAsync(pods[at++ % pods.Count], path, ct), ct);
    }

    private async Task<string?> AskAsync(Target pod, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{pod.Port}{path}"));
        return await SmokeRound.AskOnceAsync(_http, request, ct);
    }

    public void Dispose() => _http.Dispose();
}

using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Cli.Composition;

/// <summary>A router with a drill's moment before and after every change.</summary>
internal sealed class DrilledRouter(ITrafficRouter router, Drill drill) : ITrafficRouter
{
    public Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct) =>
        drill.AroundAsync($"setting {desired}", () => router.SetAsync(route, desired, confirm, ct));

    public Task<Shares> ReadAsync(Route route, CancellationToken ct) => router.ReadAsync(route, ct);
}

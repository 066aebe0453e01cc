using System.Collections.Immutable;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Watching;

/// <summary>A stage as it is: its services, and whether the world behind them runs.</summary>
/// <param name="WorldIsUp">Null where there is no world: on engine pulumi.</param>
internal sealed record StageStatus(string Stage, bool? WorldIsUp, ImmutableArray<ServiceStatus> Services)
{
    /// <summary>Rollouts that nobody moves although nothing keeps them.</summary>
    internal bool HasOrphans(DateTimeOffset now) => Services.Any(service => service.StandingAt(now)?.For == Waits.Holder);
}

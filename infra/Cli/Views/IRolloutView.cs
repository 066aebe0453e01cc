using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>Shows a rollout until its feed is complete.</summary>
internal interface IRolloutView
{
    Task ShowAsync(Feed<RolloutSnapshot> feed, CancellationToken ct);
}

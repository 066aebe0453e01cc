using Infra.Orchestrator.Reporting;
using Serilog;

namespace Infra.Cli.Views;

/// <summary>What a live view shows and then forgets, the log keeps.</summary>
internal sealed class LoggedRollout : IRolloutView
{
    public async Task ShowAsync(Feed<RolloutSnapshot> feed, CancellationToken ct)
    {
        RolloutSnapshot? before = null;
        await foreach (var snapshot in feed.WatchAsync(ct))
        {
            foreach (var line in RolloutLines.Between(before, snapshot))
                Log.Information("{Line:l}", line);
            before = snapshot;
        }
    }
}

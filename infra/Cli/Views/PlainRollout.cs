using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>A line per change, and a heartbeat when nothing changed for a while.</summary>
internal sealed class PlainRollout(Voice voice, TimeProvider time) : IRolloutView
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    public async Task ShowAsync(Feed<RolloutSnapshot> feed, CancellationToken ct)
    {
        RolloutSnapshot? before = null;
        var spoke = time.GetUtcNow();
        await foreach (var snapshot in feed.WatchAsync(ct))
        {
            foreach (var line in RolloutLines.Between(before, snapshot))
            {
                voice.Tell(line);
                spoke = time.GetUtcNow();
            }

            if (time.GetUtcNow() - spoke > Heartbeat && snapshot.Says.Length > 0)
            {
                voice.Tell($"  ... {snapshot.Says}");
                spoke = time.GetUtcNow();
            }

            before = snapshot;
        }
    }
}

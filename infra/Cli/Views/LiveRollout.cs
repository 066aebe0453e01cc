using Infra.Orchestrator.Reporting;
using Spectre.Console;

namespace Infra.Cli.Views;

/// <summary>Redraws one panel while a person watches.</summary>
internal sealed class LiveRollout(Voice voice, TimeProvider time) : IRolloutView
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public Task ShowAsync(Feed<RolloutSnapshot> feed, CancellationToken ct) =>
        voice.Story.Live(RolloutPanel.Render(feed.Current, time.GetUtcNow())).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Every, time);
            var over = DrainAsync(feed, ct);
            while (!over.IsCompleted)
            {
                live.UpdateTarget(RolloutPanel.Render(feed.Current, time.GetUtcNow()));
                await Task.WhenAny(over, timer.WaitForNextTickAsync(ct).AsTask());
            }

            live.UpdateTarget(RolloutPanel.Render(feed.Current, time.GetUtcNow()));
            await over;
        });

    private static async Task DrainAsync(Feed<RolloutSnapshot> feed, CancellationToken ct)
    {
        await foreach (var _ in feed.WatchAsync(ct))
        {
        }
    }
}

using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>Chooses the view once, and keeps it until the work is over.</summary>
internal static class RolloutViews
{
    internal static async Task<T> ShowAsync<T>(Voice voice, TimeProvider time, Feed<RolloutSnapshot> feed, Func<Task<T>> work)
    {
        IRolloutView[] views = voice.IsLive ? [new LiveRollout(voice, time), new LoggedRollout()] : [new PlainRollout(voice, time)];
        // Views end with the feed, so that what cancelled the work is still told.
        var shown = Task.WhenAll(views.Select(view => view.ShowAsync(feed, CancellationToken.None)));
        try
        {
            return await work();
        }
        finally
        {
            feed.Complete();
            await shown;
        }
    }
}

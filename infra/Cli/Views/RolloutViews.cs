using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>Chooses the view once, and keeps it until the work is over.</summary>
internal static class RolloutViews
{
    internal static async Task<T> ShowAsync<T>(Voice voice, TimeProvider time, Feed<RolloutSnapshot> feed, Func<Task<T>> work)
    {
        IRolloutView view = voice.IsLive ? new LiveRollout(voice, time) : new PlainRollout(voice, time);
        // The view ends with the feed, so that what cancelled the work is still told.
        var shown = view.ShowAsync(feed, CancellationToken.None);
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

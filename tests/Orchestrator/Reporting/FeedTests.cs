using Infra.Orchestrator.Reporting;

namespace Infra.Tests.Orchestrator.Reporting;

public sealed class FeedTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_reader_gets_the_newest_value_and_all_that_follow()
    {
        var feed = new Feed<int>(1);
        feed.Publish(value => value + 1);
        var late = feed.WatchAsync(Ct).GetAsyncEnumerator(Ct);
        await late.MoveNextAsync();
        Assert.Equal(2, late.Current);

        feed.Publish(value => value + 1);
        feed.Publish(value => value + 1);
        feed.Complete();

        await late.MoveNextAsync();
        Assert.Equal(3, late.Current);
        await late.MoveNextAsync();
        Assert.Equal(4, late.Current);
        Assert.False(await late.MoveNextAsync());
    }

    [Fact]
    public async Task A_complete_feed_shows_its_last_value_and_ends()
    {
        var feed = new Feed<int>(7);
        feed.Complete();

        Assert.Equal(7, Assert.Single(await feed.WatchAsync(Ct).ToArrayAsync(Ct)));
    }
}

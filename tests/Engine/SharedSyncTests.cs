using Infra.Sandbox.Engine.State;

namespace Infra.Tests.Engine;

public sealed class SharedSyncTests
{
    [Fact]
    public async Task All_who_come_while_a_sync_runs_share_the_next_one()
    {
        using var mayEnd = new SemaphoreSlim(0);
        var (syncs, begun) = (0, new TaskCompletionSource());
        var sync = new SharedSync(() =>
        {
            syncs++;
            begun.TrySetResult();
            mayEnd.Wait(TestContext.Current.CancellationToken);
        });

        sync.Wrote();
        var first = sync.CatchUpAsync();
        await begun.Task;
        var others = Enumerable.Range(0, 10).Select(_ =>
        {
            sync.Wrote();
            return sync.CatchUpAsync();
        }).ToList();
        mayEnd.Release();
        await first;
        Assert.DoesNotContain(others, other => other.IsCompleted);
        mayEnd.Release();
        await Task.WhenAll(others);

        Assert.Equal(2, syncs);
    }

    [Fact]
    public async Task Nothing_new_needs_no_sync()
    {
        var syncs = 0;
        var sync = new SharedSync(() => syncs++);

        await sync.CatchUpAsync();
        sync.Wrote();
        await sync.CatchUpAsync();
        await sync.CatchUpAsync();

        Assert.Equal(1, syncs);
    }

    [Fact]
    public async Task After_a_sync_that_failed_nobody_is_told_that_all_is_well()
    {
        var sync = new SharedSync(() => throw new IOException("the disk is gone"));

        sync.Wrote();

        await Assert.ThrowsAsync<IOException>(sync.CatchUpAsync);
        await Assert.ThrowsAsync<IOException>(sync.CatchUpAsync);
    }
}

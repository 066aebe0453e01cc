using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Compliance;

/// <summary>Every promise of a journal and of its leases and wishes, once.</summary>
public abstract class JournalCompliance
{
    static readonly Holder alice = new("alice", "a-host", 1);
    static readonly Holder bob = new("bob", "b-host", 2);

    private protected ManualTime Time { get; } = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IJournals Create();

    protected static Fact Fact(string why) => new Fact.Interrupted(why) { Rollout = new("web-1"), At = Some.Noon };

    [Fact]
    public async Task What_was_appended_is_read_in_order_and_linked()
    {
        var journals = Create();
        var first = await journals.Open(Some.Web).AppendAsync(Fact("one"), 1, Ct);
        var second = await journals.Open(Some.Web).AppendAsync(Fact("two"), 1, Ct);

        var entries = await journals.Open(Some.Web).ReadAsync(Ct);

        Assert.Equal([first, second], entries);
        Assert.Equal([1, 2], entries.Select(entry => entry.Number));
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public async Task The_same_fact_after_another_past_has_another_hash()
    {
        var journals = Create();
        await journals.Open(Some.Web).AppendAsync(Fact("one"), 1, Ct);
        var here = await journals.Open(Some.Web).AppendAsync(Fact("two"), 1, Ct);
        var api = new ServiceKey("local", "api");
        await journals.Open(api).AppendAsync(Fact("other"), 1, Ct);
        var there = await journals.Open(api).AppendAsync(Fact("two"), 1, Ct);

        Assert.NotEqual(here.Hash, there.Hash);
    }

    [Fact]
    public async Task An_empty_journal_is_empty() => Assert.Empty(await Create().Open(Some.Web).ReadAsync(Ct));

    [Fact]
    public async Task A_holder_that_was_taken_over_can_write_no_more()
    {
        var journal = Create().Open(Some.Web);
        await journal.AppendAsync(Fact("new"), 2, Ct);

        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Fact("old"), 1, Ct));

        Assert.Single(await journal.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_holder_that_was_taken_over_can_write_no_more_even_before_the_new_one_has_written()
    {
        var journals = Create();
        var mine = Assert.IsType<LeaseAnswer.Taken>(await journals.Leases.TakeAsync(Some.Web, alice, TimeSpan.FromMinutes(1), Ct)).Lease;
        await journals.Open(Some.Web).AppendAsync(Fact("mine"), mine.Token, Ct);
        Time.Advance(TimeSpan.FromSeconds(61));
        await journals.Leases.TakeAsync(Some.Web, bob, TimeSpan.FromMinutes(1), Ct);

        await Assert.ThrowsAsync<JournalException>(() => journals.Open(Some.Web).AppendAsync(Fact("late"), mine.Token, Ct));

        Assert.Single(await journals.Open(Some.Web).ReadAsync(Ct));
    }

    [Fact]
    public async Task A_lease_keeps_others_out_until_it_runs_out_and_its_token_grows()
    {
        var leases = Create().Leases;
        var mine = Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, alice, TimeSpan.FromMinutes(1), Ct)).Lease;

        Assert.Equal(mine, Assert.IsType<LeaseAnswer.Held>(await leases.TakeAsync(Some.Web, bob, TimeSpan.FromMinutes(1), Ct)).By);
        Time.Advance(TimeSpan.FromSeconds(61));
        var his = Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, bob, TimeSpan.FromMinutes(1), Ct)).Lease;

        Assert.True(his.Token > mine.Token);
        Assert.Null(await leases.RenewAsync(mine, TimeSpan.FromMinutes(1), Ct));
    }

    [Fact]
    public async Task A_renewed_lease_lasts_longer_and_a_released_one_is_free()
    {
        var leases = Create().Leases;
        var lease = Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, alice, TimeSpan.FromMinutes(1), Ct)).Lease;
        Time.Advance(TimeSpan.FromSeconds(50));
        var renewed = await leases.RenewAsync(lease, TimeSpan.FromMinutes(1), Ct);
        Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(renewed, await leases.FindAsync(Some.Web, Ct));
        await leases.ReleaseAsync(lease, Ct);
        Assert.Null(await leases.FindAsync(Some.Web, Ct));
        Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, bob, TimeSpan.FromMinutes(1), Ct));
    }

    [Fact]
    public async Task A_wish_waits_until_it_is_cleared_and_the_newest_wins()
    {
        var wishes = Create().Wishes;
        Assert.Null(await wishes.FindAsync(Some.Web, Ct));
        await wishes.PutAsync(Some.Web, new(Wish.Promote, "bob"), Ct);
        await wishes.PutAsync(Some.Web, new(Wish.Abort, "carol"), Ct);

        Assert.Equal(new WishLetter(Wish.Abort, "carol"), await wishes.FindAsync(Some.Web, Ct));
        await wishes.ClearAsync(Some.Web, Ct);
        Assert.Null(await wishes.FindAsync(Some.Web, Ct));
    }
}

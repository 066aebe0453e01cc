using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Tests.Support;

namespace Infra.Tests.Compliance;

/// <summary>Every promise of a platform's eyes and hands, once: of its router, its health reader, its probe and its registry.</summary>
public abstract class TrafficCompliance : IAsyncLifetime
{
    protected static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(250);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract IPlatform Platform { get; }

    ITrafficRouter Router => Platform.Router;

    Route Route => Platform.Route;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task What_is_set_is_read_back_whole()
    {
        foreach (var desired in new[] { Scenario.Shares(100, 0), Scenario.Shares(0, 100), Scenario.Only(Colour.Green), Scenario.Only(Colour.Blue), Shares.Nobody, Scenario.Shares(0, 100) })
            await SetAndReadAsync(desired);
    }

    [Fact]
    public async Task Setting_what_is_set_already_changes_nothing()
    {
        await SetAndReadAsync(Scenario.Shares(0, 100));
        await SetAndReadAsync(Scenario.Shares(0, 100));
    }

    [Fact]
    public async Task What_others_set_is_read()
    {
        await Platform.MoveAsync((Colour.Blue, 0), (Colour.Green, 100));

        Assert.Equal(Scenario.Shares(0, 100), await Router.ReadAsync(Route, Ct));
    }

    [Fact]
    public async Task Who_may_not_any_more_sets_nothing()
    {
        await Platform.MoveAsync((Colour.Blue, 100), (Colour.Green, 0));

        await Assert.ThrowsAsync<TimeoutException>(() => Router.SetAsync(Route, Scenario.Shares(0, 100), () => throw new TimeoutException("The lease is somebody else's."), Ct));

        Assert.Equal(Scenario.Shares(100, 0), await Router.ReadAsync(Route, Ct));
    }

    [Fact]
    public async Task What_somebody_changed_between_reading_and_setting_stays()
    {
        await Platform.MoveAsync((Colour.Blue, 100), (Colour.Green, 0));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Router.SetAsync(Route, Scenario.Only(Colour.Blue), () => Platform.MoveAsync((Colour.Blue, 0), (Colour.Green, 100)), Ct));

        Assert.NotEmpty(refusal.Message);
        Assert.Equal(Scenario.Shares(0, 100), await Router.ReadAsync(Route, Ct));
    }

    [Fact]
    public async Task A_route_without_a_rule_is_nobodys_and_setting_it_says_what_makes_one()
    {
        var unmade = Route with { Rule = "" };

        Assert.Equal(Shares.Nobody, await Router.ReadAsync(unmade, Ct));
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Router.SetAsync(unmade, Scenario.Only(Colour.Blue), Granted, Ct));
        Assert.Contains($"infra up {Route.Key.Traffic}", refusal.Message);
    }

    [Fact]
    public async Task A_rule_that_is_gone_is_nobodys()
    {
        await Platform.RemoveRuleAsync();

        Assert.Equal(Shares.Nobody, await Router.ReadAsync(Route, Ct));
    }

    [Fact]
    public async Task Nobody_reads_shares_into_a_rule_that_sends_elsewhere()
    {
        var elsewhere = Route with { GreenTargets = Platform.OtherTargets };
        await Platform.MoveAsync((Colour.Blue, 0), (Colour.Green, 100));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Router.ReadAsync(elsewhere, Ct));

        Assert.Contains("neither its blue nor its green", refusal.Message);
    }

    [Fact]
    public async Task A_side_that_is_not_there_has_nothing_and_says_so()
    {
        var health = await Platform.Health.ReadAsync(Route with { GreenTargets = "" }, Colour.Green, Ct);

        Assert.Equal((0, 0, false), (health.Healthy, health.Wanted, health.IsFit));
        Assert.Contains("Green of web in local", health.Says);
    }

    [Fact]
    public async Task A_side_is_fit_when_all_its_replicas_take_requests_and_says_why_when_they_do_not()
    {
        await Platform.RunAsync(Colour.Blue, isFit: true);
        await Platform.RunAsync(Colour.Green, isFit: false);

        var (blue, green) = (await Platform.Health.ReadAsync(Route, Colour.Blue, Ct), await Platform.Health.ReadAsync(Route, Colour.Green, Ct));

        Assert.True(blue.IsFit);
        Assert.Equal((blue.Wanted, ""), (blue.Healthy, blue.Says));
        Assert.False(green.IsFit);
        Assert.Equal(0, green.Healthy);
        Assert.Matches(@"^0 of [1-9]\d* replicas of green of web in local are healthy: .+\.$", green.Says);
    }

    [Fact]
    public async Task Counts_grow_by_what_users_saw_on_each_side_and_by_nothing_else()
    {
        await Platform.RunAsync(Colour.Blue, isFit: true);
        await Platform.RunAsync(Colour.Green, isFit: true);
        await Platform.AnswerAsync(Colour.Blue, 2);
        await Platform.AnswerAsync(Colour.Green, 2);
        var before = await CountAsync();

        var (blue, green) = (await Platform.AnswerAsync(Colour.Blue, 5), await Platform.AnswerAsync(Colour.Green, 6));
        var after = await CountAsync();
        var again = await CountAsync();

        Assert.Equal((5, 0, 0), (blue.Requests, blue.Failures, blue.Slow));
        Assert.True(green is { Requests: 6, Failures: > 0, Slow: > 0 }, $"users saw {green} of green");
        Assert.Equal((blue, green), (after.Blue - before.Blue, after.Green - before.Green));
        Assert.Equal((after.Blue, after.Green), (again.Blue, again.Green));
    }

    [Fact]
    public async Task A_side_that_is_not_there_was_asked_nothing()
    {
        var alone = Route with { GreenTargets = "" };
        await Platform.RunAsync(Colour.Blue, isFit: true);
        await Platform.AnswerAsync(Colour.Blue, 1);
        var before = await CountAsync(alone);
        await Platform.AnswerAsync(Colour.Blue, 3);
        var after = await CountAsync(alone);

        Assert.Equal(new Counts(3, 0, 0), after.Blue - before.Blue);
        Assert.Equal(default, after.Green);
    }

    [Fact]
    public async Task Counts_that_nobody_kept_are_not_zero()
    {
        var reading = await Platform.Probe.ReadAsync(Platform.Uncounted, Bound, Ct);

        Assert.NotEmpty(Assert.IsType<Reading.Blind>(reading).Why);
    }

    [Fact]
    public async Task An_artefact_is_there_or_a_sentence_says_what_is_missing()
    {
        var present = await Platform.PushAsync();

        Assert.Null(await Platform.Artefacts.MissingAsync(present, Ct));
        Assert.Contains(present.Artefact, await Platform.Artefacts.MissingAsync(present with { Digest = $"sha256:{new string('0', 64)}" }, Ct));
    }

    protected async Task SetAndReadAsync(Shares desired)
    {
        await Router.SetAsync(Route, desired, Granted, Ct);

        Assert.Equal(desired, await Router.ReadAsync(Route, Ct));
    }

    async Task<Reading.Totals> CountAsync(Route? route = null)
    {
        await Platform.CountedAsync();
        return Assert.IsType<Reading.Totals>(await Platform.Probe.ReadAsync(route ?? Route, Bound, Ct));
    }

    static Task Granted() => Task.CompletedTask;
}

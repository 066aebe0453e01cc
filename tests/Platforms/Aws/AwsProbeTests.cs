using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>What CloudWatch doesn't say, says late, or says in pieces.</summary>
public sealed class AwsProbeTests
{
    const string Balancer = "app/local/50dc6c495c0c9188";

    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(250);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minute_is_counted_when_it_is_out_and_not_before()
    {
        await using var stand = await RunningAsync();
        await stand.AnswerAsync(Colour.Blue, 10);
        stand.Time.Advance(TimeSpan.FromSeconds(170));
        Assert.Equal((0, Some.Noon), Requests(await LookAsync(stand)));

        stand.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((10, Some.Noon.AddMinutes(1)), Requests(await LookAsync(stand)));
    }

    [Fact]
    public async Task A_minute_that_comes_out_late_is_waited_for_and_is_not_zero()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.Delay = TimeSpan.FromMinutes(4);
        await stand.AnswerAsync(Colour.Blue, 10);
        stand.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((0, Some.Noon), Requests(await LookAsync(stand)));

        stand.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((10, Some.Noon.AddMinutes(1)), Requests(await LookAsync(stand)));
    }

    [Fact]
    public async Task Metrics_that_stop_are_blindness_and_not_quiet_users()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.StoppedAt = Some.Noon.AddMinutes(1);
        stand.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<Reading.Totals>(await LookAsync(stand));

        stand.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal($"CloudWatch has nothing of {Balancer} since 12:00 UTC, neither requests nor healthy hosts.", Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
    }

    [Fact]
    public async Task A_quiet_minute_is_known_by_its_healthy_hosts()
    {
        await using var stand = await RunningAsync();
        stand.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal((0, Some.Noon.AddMinutes(28)), Requests(await LookAsync(stand)));
    }

    [Fact]
    public async Task What_is_added_to_a_minute_later_is_counted_too()
    {
        await using var stand = await RunningAsync();
        await stand.AnswerAsync(Colour.Blue, 10);
        stand.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(10, Requests(await LookAsync(stand)).Count);

        stand.Aws.Metrics.Add("RequestCount", Balancer, stand.Group(Colour.Blue), Some.Noon, 7);
        stand.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(17, Requests(await LookAsync(stand)).Count);
    }

    [Fact]
    public async Task CloudWatch_is_asked_once_for_each_minute_however_often_one_looks()
    {
        await using var stand = await RunningAsync();
        stand.Time.Advance(TimeSpan.FromMinutes(3));
        await LookAsync(stand);
        for (var second = 0; second < 60; second++)
        {
            stand.Time.Advance(TimeSpan.FromSeconds(1));
            await LookAsync(stand);
        }

        Assert.Equal(2, stand.Aws.Asked.Count(action => action == "GetMetricData"));
    }

    [Fact]
    public async Task Many_pages_are_one_reading()
    {
        await using var stand = await RunningAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            await stand.AnswerAsync(Colour.Blue, 10);
            await stand.AnswerAsync(Colour.Green, 6);
            stand.Time.Advance(TimeSpan.FromMinutes(1));
        }

        stand.Aws.Metrics.Page = 7;
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        var totals = Assert.IsType<Reading.Totals>(await LookAsync(stand));
        Assert.Equal((new Counts(50, 0, 0), new Counts(30, 10, 15)), (totals.Blue, totals.Green));
        Assert.True(stand.Aws.Asked.Count(action => action == "GetMetricData") > 50);
    }

    [Fact]
    public async Task Part_of_the_data_is_blindness()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.IsPartial = true;
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("CloudWatch tells only part of RequestCount (PartialData).", Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
    }

    [Theory]
    [InlineData("Forbidden")]
    [InlineData("InternalError")]
    public async Task One_metric_that_fails_is_blindness(string status)
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.Fails["HTTPCode_Target_5XX_Count"] = status;
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal($"CloudWatch can't tell HTTPCode_Target_5XX_Count: {status}.", Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
    }

    [Fact]
    public async Task Who_was_blind_looks_again_after_ten_seconds_and_sees_what_it_missed()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.IsPartial = true;
        await stand.AnswerAsync(Colour.Blue, 10);
        stand.Time.Advance(TimeSpan.FromMinutes(3));
        await LookAsync(stand);
        stand.Aws.Metrics.IsPartial = false;
        stand.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<Reading.Blind>(await LookAsync(stand));

        stand.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(10, Requests(await LookAsync(stand)).Count);
    }

    [Fact]
    public async Task Answers_without_times_are_blindness_where_slow_ones_are_asked_for()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.Add("RequestCount", Balancer, stand.Group(Colour.Blue), Some.Noon, 10);
        stand.Aws.Metrics.Add("HTTPCode_Target_2XX_Count", Balancer, stand.Group(Colour.Blue), Some.Noon, 10);
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("CloudWatch has answers of 12:00 UTC and no times of them, so that slow ones can't be counted.", Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
        Assert.IsType<Reading.Totals>(await stand.Probe.ReadAsync(stand.Route, null, Ct));
    }

    [Fact]
    public async Task A_request_that_its_client_gave_up_is_no_failure_of_the_side()
    {
        await using var stand = await RunningAsync();
        stand.Aws.Metrics.Add("RequestCount", Balancer, stand.Group(Colour.Green), Some.Noon, 100);
        stand.Aws.Metrics.Add("HTTPCode_Target_2XX_Count", Balancer, stand.Group(Colour.Green), Some.Noon, 90);
        stand.Aws.Metrics.Add("HTTPCode_ELB_504_Count", Balancer, "", Some.Noon, 3);
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        var totals = Assert.IsType<Reading.Totals>(await stand.Probe.ReadAsync(stand.Route, null, Ct));
        Assert.Equal(new Counts(100, 3, 0), totals.Green);
    }

    [Fact]
    public async Task What_the_balancer_failed_for_others_is_no_failure_of_the_side()
    {
        await using var stand = await RunningAsync();
        await stand.AnswerAsync(Colour.Blue, 100);
        stand.Aws.Metrics.Add("HTTPCode_ELB_502_Count", Balancer, "", Some.Noon, 50);
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new Counts(100, 0, 0), Assert.IsType<Reading.Totals>(await LookAsync(stand)).Blue);
    }

    [Fact]
    public async Task Until_when_it_counts_is_said_by_our_own_clock()
    {
        await using var stand = await RunningAsync();
        stand.Aws.ClockAhead = TimeSpan.FromMinutes(10);
        await stand.Router.ReadAsync(stand.Route, Ct);
        stand.Time.Advance(TimeSpan.FromMinutes(3));

        // By AWS's clock it is 12:13, and 12:10 is out; that was noon and a minute here.
        Assert.Equal(Some.Noon.AddMinutes(1), Requests(await LookAsync(stand)).Until);
    }

    [Fact]
    public async Task Who_goes_on_later_counts_from_the_same_beginning()
    {
        await using var stand = await RunningAsync();
        await stand.AnswerAsync(Colour.Blue, 10);
        stand.Time.Advance(TimeSpan.FromHours(5));
        using var other = new Infra.Platforms.Aws.AwsPlatform(new(FakeAws.Account, FakeAws.Region, null), stand, stand.Time, new SocketsHttpHandler(), (_, _) => stand.Address, (_, _) => Task.FromResult(stand.Caller(false)));

        Assert.Equal(10, Requests(await LookAsync(stand)).Count);
        Assert.Equal(10, Requests(await other.Probe.ReadAsync(stand.Route, Bound, Ct)).Count);
    }

    [Fact]
    public async Task A_listener_of_another_kind_of_balancer_is_blindness()
    {
        await using var stand = await RunningAsync();

        var reading = await stand.Probe.ReadAsync(stand.Route with { ProductionListener = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/local/1/2" }, Bound, Ct);

        Assert.EndsWith("is no listener of an Application Load Balancer.", Assert.IsType<Reading.Blind>(reading).Why);
    }

    static async Task<AwsStand> RunningAsync()
    {
        var stand = await AwsStand.StartAsync();
        await stand.RunAsync(Colour.Blue, isFit: true);
        await stand.RunAsync(Colour.Green, isFit: true);
        return stand;
    }

    static Task<Reading> LookAsync(AwsStand stand) => stand.Probe.ReadAsync(stand.Route, Bound, Ct);

    static (long Count, DateTimeOffset? Until) Requests(Reading reading)
    {
        var totals = Assert.IsType<Reading.Totals>(reading);
        return (totals.Blue.Requests, totals.Until);
    }
}

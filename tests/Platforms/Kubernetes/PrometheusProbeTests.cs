using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>What Prometheus says late, differently, or not at all.</summary>
public sealed class PrometheusProbeTests
{
    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(250);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_when_it_counts_is_the_newest_scrape_by_our_own_clock()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Prometheus.ClockAhead = TimeSpan.FromMinutes(10);
        await stand.AnswerAsync(Colour.Blue, 5);
        stand.Prometheus.Scrape();
        stand.Time.Advance(TimeSpan.FromSeconds(15));

        var totals = Assert.IsType<Reading.Totals>(await LookAsync(stand));

        Assert.Equal((5, Some.Noon), (totals.Blue.Requests, totals.Until));
    }

    [Fact]
    public async Task Counts_that_are_too_old_are_blindness()
    {
        await using var stand = await KubernetesStand.StartAsync();
        await stand.AnswerAsync(Colour.Blue, 5);
        stand.Time.Advance(TimeSpan.FromSeconds(121));

        Assert.Equal("Prometheus' newest counts of web in local are 121 s old.", Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
    }

    [Fact]
    public async Task Counters_that_go_with_their_pods_or_start_anew_take_nothing_back()
    {
        await using var stand = await KubernetesStand.StartAsync();
        Count(stand, "a", 100);
        Count(stand, "b", 50);
        Assert.Equal(150, (await TotalsAsync(stand)).Blue.Requests);

        stand.Prometheus.Forget("pod", "a");
        stand.Prometheus.Forget("pod", "b");
        Count(stand, "b", 20);
        Count(stand, "c", 7);
        Assert.Equal(177, (await TotalsAsync(stand)).Blue.Requests);

        Count(stand, "a", 130);
        Assert.Equal(207, (await TotalsAsync(stand)).Blue.Requests);
    }

    [Fact]
    public async Task A_bound_that_the_histogram_does_not_have_is_blindness_that_names_those_it_has()
    {
        await using var stand = await KubernetesStand.StartAsync();
        await stand.AnswerAsync(Colour.Blue, 5);

        var reading = await stand.Probe.ReadAsync(stand.Route, TimeSpan.FromMilliseconds(300), Ct);

        Assert.Equal("The histogram of web in local has no bound of 0.3 s; it has 0.25, 0.5 s.", Assert.IsType<Reading.Blind>(reading).Why);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"invalid parameter \"query\": 1:1: parse error"}""", "bad_data, invalid parameter \"query\": 1:1: parse error.")]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"query timed out"}""", "execution, query timed out.")]
    [InlineData(200, """{"status":"success","data":{"resultType":"scalar","result":[1,"5"]}}""", "gives a scalar, and no vector of counters.")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"NaN"]}]}}""", "gives NaN, which is no count.")]
    [InlineData(502, "bad gateway", "answered 502 and no JSON.")]
    public async Task An_answer_that_is_no_counts_is_blindness(int status, string body, string why)
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Prometheus.Instead = new(status, "application/json", body);

        Assert.EndsWith(why, Assert.IsType<Reading.Blind>(await LookAsync(stand)).Why);
    }

    static void Count(KubernetesStand stand, string pod, int requests) => stand.Prometheus.Add(
        "istio_requests_total", requests, ("reporter", "source"), ("destination_service_namespace", "local"), ("destination_service_name", "web-blue"), ("response_code", "200"), ("pod", pod));

    static async Task<Reading.Totals> TotalsAsync(KubernetesStand stand) => Assert.IsType<Reading.Totals>(await LookAsync(stand));

    static Task<Reading> LookAsync(KubernetesStand stand) => stand.Probe.ReadAsync(stand.Route, Bound, Ct);
}

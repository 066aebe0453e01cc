using Infra.Cli.Sandbox;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Cli;

public sealed class RouterCountersTests
{
    private const string Metrics = """
        # HELP infra_router_requests_total Requests.
        # TYPE infra_router_requests_total counter
        infra_router_requests_total{listener="8080",target_group="web-blue",code="200"} 95
        infra_router_requests_total{listener="8080",target_group="web-blue",code="404"} 1
        infra_router_requests_total{listener="8080",target_group="web-blue",code="500"} 3
        infra_router_requests_total{listener="8080",target_group="web-blue",code="error"} 1
        infra_router_requests_total{listener="8080",target_group="",code="503"} 7
        infra_router_requests_total{listener="8081",target_group="web-blue",code="500"} 50
        infra_router_request_duration_seconds_bucket{listener="8080",target_group="web-blue",le="0.25"} 90
        infra_router_request_duration_seconds_bucket{listener="8080",target_group="web-blue",le="+Inf"} 100
        infra_router_request_duration_seconds_count{listener="8080",target_group="web-blue"} 100
        infra_router_synthetic_requests_total{listener="8080"} 101
        infra_router_synthetic_requests_total{listener="8081"} 5
        """;

    [Fact]
    public void A_side_s_failures_are_5xx_and_no_answer_at_the_production_listener() =>
        Assert.Equal(new Counts(100, 4, 10), new RouterCounters(Metrics, 8080).Of("web-blue", TimeSpan.FromMilliseconds(250)));

    [Fact]
    public void A_side_that_was_never_asked_counts_nothing() =>
        Assert.Equal(default, new RouterCounters(Metrics, 8080).Of("web-green", TimeSpan.FromMilliseconds(250)));

    [Fact]
    public void Requests_of_our_own_are_told_from_those_of_others() =>
        Assert.Equal(101, new RouterCounters(Metrics, 8080).Synthetic);

    [Fact]
    public void A_bound_that_the_histogram_has_not_can_t_be_measured() =>
        Assert.Throws<FormatException>(() => new RouterCounters(Metrics, 8080).Of("web-blue", TimeSpan.FromMilliseconds(240)));

    [Fact]
    public void A_line_that_is_no_sample_is_not_passed_over() =>
        Assert.Throws<FormatException>(() => new RouterCounters("nonsense", 8080));

    [Fact]
    public void Labels_may_hold_quotes_braces_and_commas()
    {
        var sample = Assert.Single(PrometheusText.Read("""m{a="x\"},y",b="\\n"} 1.5e3 1700000000000"""));

        Assert.Equal("x\"},y", sample.Label("a"));
        Assert.Equal("\\n", sample.Label("b"));
        Assert.Equal(1500, sample.Value);
    }
}

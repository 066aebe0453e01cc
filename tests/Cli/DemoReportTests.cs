using System.Collections.Immutable;
using Infra.Cli.Demo.Load;
using Infra.Cli.Demo.Report;
using Infra.Cli.Views;

namespace Infra.Tests.Cli;

public sealed class DemoReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly DemoResult Result = new()
    {
        Seconds = 48.2,
        Router = "http://127.0.0.1:40001",
        Rollouts =
        [
            new()
            {
                Service = "web", Release = "v2", Outcome = "promoted", Requests = 4000, FailedRequests = 0, CandidateRequests = 2100, RouterRequests = 4000,
                DetectedMs = null, TrafficReturnedMs = null, LastCandidateResponseMs = null, Reason = "Green serves 100% of web.", PeakLatencyMs = 21,
            },
            new()
            {
                Service = "web", Release = "v3", Outcome = "rolledBack", Requests = 1000, FailedRequests = 4, CandidateRequests = 80, RouterRequests = 1000,
                DetectedMs = 900, TrafficReturnedMs = 12.5, LastCandidateResponseMs = 3, Reason = "4 errors in 80 requests <against> 0 in 320.", PeakLatencyMs = 18,
            },
        ],
        Policy = new(14, 11, [new ViolationResult("artefact-by-digest", "mandatory", "urn:pulumi:local.web.green::infra::task::web", "shop/web:latest is a tag.")]),
        PreviewAfter = new(0),
    };

    [Fact]
    public void The_json_has_the_promised_shape() => Golden.Matches("cli/demo.json", Json.Write(Result));

    [Fact]
    public void The_summary_says_every_figure_in_a_sentence() => Golden.Matches("cli/demo-summary.txt", string.Join('\n', SummaryLines.Of(Result)));

    [Fact]
    public void The_chart_shows_a_canary_rising_and_a_bad_one_leaving() => Golden.Matches("cli/demo-chart.txt", string.Join('\n', TextChart.Lines(Line())));

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        var page = HtmlReport.Render(Result, Line());

        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("&lt;against&gt;", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<path fill").Length - 1);
    }

    [Fact]
    public void Figures_that_break_no_promise_are_judged_good() =>
        Assert.Empty(Promises.Broken(Result with { Rollouts = [.. Result.Rollouts, Result.Rollouts[0] with { Release = "latest", Outcome = "refused" }] }));

    [Theory]
    [InlineData(1, 4000, "promoted", "v2: 1 of 4000 requests failed, not 0; the first got status 503 from the router after 3 ms.")]
    [InlineData(0, 2999, "promoted", "v2: only 2999 requests were sent, not 3000.")]
    [InlineData(0, 4000, "failed", "v2 was not promoted: failed. Green serves 100% of web.")]
    public void A_broken_promise_is_said_with_its_numbers(int failed, int requests, string outcome, string expected)
    {
        var v2 = Result.Rollouts[0] with { FailedRequests = failed, Requests = requests, RouterRequests = requests, Outcome = outcome, FirstFailure = "status 503 from the router after 3 ms" };

        Assert.Contains(expected, Promises.Broken(Result with { Rollouts = [v2] }));
    }

    [Fact]
    public void A_first_release_may_only_fail_until_it_serves()
    {
        var v1 = Result.Rollouts[0] with { Release = "v1", FailedRequests = 900, FailedBeforeServing = 900 };

        Assert.DoesNotContain(Promises.Broken(Result with { Rollouts = [v1] }), line => line.Contains("v1", StringComparison.Ordinal));
        Assert.Contains("web v1: 2 requests failed after somebody served.", Promises.Broken(Result with { Rollouts = [v1 with { FailedRequests = 902 }] }));
    }

    [Fact]
    public void Client_and_router_must_agree() =>
        Assert.Contains(
            "v2: the client sent 4000 requests and the router counted 4001.",
            Promises.Broken(Result with { Rollouts = [Result.Rollouts[0] with { RouterRequests = 4001 }] }));

    private static Timeline Line()
    {
        var samples = ImmutableArray.CreateBuilder<Sample>();
        for (var ms = 0; ms < 6000; ms += 10)
        {
            var second = ms / 1000;
            var v2 = second is 1 && ms % 50 == 0 || second is 2 && ms % 20 == 0 || second >= 3;
            var v3 = second is 4 && ms % 50 == 0;
            var at = Noon.AddMilliseconds(ms);
            samples.Add(new(at, at.AddMilliseconds(2), v3 && ms % 200 == 0 ? 500 : 200, v3 ? "v3" : v2 ? "v2" : "v1", null));
        }

        return Timeline.Of(samples.ToImmutable(), [(Noon.AddSeconds(1), "v2 begins"), (Noon.AddSeconds(4.5), "v3 found bad")], pieces: 60);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Infra.Orchestrator.Gates;

namespace Infra.Tests.Orchestrator.Gates;

public sealed class EProcessTests
{
    [Fact]
    public void It_agrees_with_the_reference_step_by_step()
    {
        Assert.SkipWhen(Repository.Shared is null, "The reference vectors (shared/data/statistics) are not beside this checkout.");
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Shared, "data", "statistics", "sequential-reference-vectors.json")));

        foreach (var trace in file.RootElement.GetProperty("countEProcess").EnumerateArray())
        {
            Assert.Equal(EProcess.Ratios, trace.GetProperty("rateRatios").EnumerateArray().Select(ratio => ratio.GetDouble()));
            var logs = EProcess.Start;
            foreach (var (window, expected) in trace.GetProperty("windows").EnumerateArray().Zip(trace.GetProperty("logE").EnumerateArray()))
            {
                double Of(string name) => window.GetProperty(name).GetDouble();
                logs = EProcess.TwoSample(logs, Of("canaryRequests") / (Of("canaryRequests") + Of("controlRequests")), Of("canaryErrors"), Of("controlErrors"), tolerance: 1);
                Assert.Equal(expected.GetDouble(), EProcess.LogEvidence(logs), precision: 9);
            }
        }
    }

    [Fact]
    public void No_failure_on_either_side_is_no_evidence() =>
        Assert.Equal(0, EProcess.LogEvidence(EProcess.TwoSample(EProcess.Start, 0.1, 0, 0)), precision: 12);

    [Fact]
    public void Against_a_known_share_failures_speak_for_worse_and_successes_against_it()
    {
        Assert.True(EProcess.LogEvidence(EProcess.OneSample(EProcess.Start, 0.005, 100, 8)) > Bounds.LogEnough);
        Assert.True(EProcess.LogEvidence(EProcess.OneSample(EProcess.Start, 0.005, 400, 0)) < 0);
    }

    [Theory]
    [InlineData(3, 10, 0.2, 0.3222)]
    [InlineData(1, 100, 0.01, 0.6340)]
    [InlineData(0, 5, 0.5, 1)]
    public void The_binomial_tail_is_right(long least, long n, double p, double expected) =>
        Assert.Equal(expected, Binomial.AtLeast(least, n, p), precision: 4);

    [Fact]
    public void None_in_a_thousand_leaves_room_for_half_a_percent() =>
        Assert.Equal(0.00459, Binomial.UpperShare(0, 1000, 0.01), precision: 4);
}

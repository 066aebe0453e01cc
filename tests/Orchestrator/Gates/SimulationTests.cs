using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Orchestrator.Gates;

/// <summary>Rollouts by the thousand with a fixed seed: how often the judge is wrong, and how often it finds what it should.</summary>
public sealed class SimulationTests
{
    static readonly GateSpec errors = new GateSpec.Errors(Share.Of(0.02), Share.Of(0.005));

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.01)]
    [InlineData(0.10)]
    public void The_same_release_on_both_sides_is_called_bad_at_most_one_time_in_a_hundred(double share) =>
        Assert.InRange(Bad(runs: 500, control: share, candidate: share, looks: 240, steps: [5, 25, 50]), 0, 5);

    [Fact]
    public void Without_a_control_it_is_wrong_no_more_often() =>
        Assert.InRange(Bad(runs: 500, control: 0.01, candidate: 0.01, looks: 240, steps: [0, 100, 100]), 0, 5);

    [Theory]
    [InlineData(0.001, 0.05, 5)]
    [InlineData(0.005, 0.05, 10)]
    [InlineData(0.02, 0.08, 25)]
    [InlineData(0.005, 0.02, 50)]
    public void What_would_have_been_found_is_found_nineteen_times_in_twenty_by_the_requests_that_make_it_good(double control, double candidate, int weight)
    {
        var evidence = new Evidence(errors).After(new(weight, 0, 0), new(100 - weight, 0, 0));
        var needed = Power.Requests(candidate, control, evidence.CandidateShare);

        var found = Bad(runs: 1000, control, candidate, looks: (int)Math.Ceiling((double)needed / weight), steps: [weight]);

        Assert.InRange(found, 950, 1000);
    }

    /// <summary>100 requests per look, shared out by the weights of the steps, which change evenly over the looks.</summary>
    static int Bad(int runs, double control, double candidate, int looks, int[] steps)
    {
        var random = new Random(20261120);
        return Enumerable.Range(0, runs).Count(_ =>
        {
            // The stable side alone, before the first shift.
            var evidence = new Evidence(errors).After(default, Answers(random, 2000, control));
            for (var look = 0; look < looks; look++)
            {
                var weight = steps[look * steps.Length / looks];
                evidence = evidence.After(Answers(random, weight, candidate), Answers(random, 100 - weight, control));
                if (Judge.IsBad(evidence))
                    return true;
            }

            return false;
        });
    }

    /// <summary>Jumps from failure to failure: the gaps between them are geometric.</summary>
    static Counts Answers(Random random, int requests, double failing)
    {
        var failures = 0;
        for (var at = Gap(); at < requests; at += 1 + Gap())
            failures++;
        return new(requests, failures, 0);

        int Gap() => (int)Math.Min(int.MaxValue / 2, Math.Log(1 - random.NextDouble()) / Math.Log(1 - failing));
    }
}

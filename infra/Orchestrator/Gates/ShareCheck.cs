using System.Globalization;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Gates;

/// <summary>Whether users are where the weights say: a split that isn't real makes every comparison meaningless, so it is never good.</summary>
internal sealed record ShareCheck
{
    private const double FarOff = 3.29; // standard deviations; one in a thousand by chance
    private const double Slack = 0.01;

    public Shares? Set { get; init; }
    public long Candidate { get; init; }
    public long Stable { get; init; }

    /// <param name="isWhole">Whether the window began and ended under these weights; others aren't counted.</param>
    public ShareCheck After(bool isWhole, Shares set, Counts candidate, Counts stable) =>
        !isWhole ? new() { Set = set }
        : Set == set ? this with { Candidate = Candidate + candidate.Requests, Stable = Stable + stable.Requests }
        : new() { Set = set, Candidate = candidate.Requests, Stable = stable.Requests };

    public Verdict Answer(Plan plan)
    {
        var (all, weight) = (Candidate + Stable, Set is null ? Weight.Zero : Set[plan.Candidate].Weight);
        var (wanted, got) = (weight.InPercent / 100.0, all == 0 ? 0 : (double)Candidate / all);
        var says = string.Create(CultureInfo.InvariantCulture, $"{plan.Candidate.Word} got {got * 100:0.#}% of {all:N0} requests where {weight} is set");
        // Users who stay where they are come in heaps, some of them with one request and some with a thousand: no share of requests is improbable then.
        if (plan.Stickiness is { } stickiness && Set is { AreSplit: true })
            return new Verdict.Good(Verdict.Share, [$"{says}, and users stay with their side for {stickiness.Words}: that is not judged."]);
        return all > 0 && Math.Abs(got - wanted) > Slack + FarOff * Math.Sqrt(wanted * (1 - wanted) / all)
            ? new Verdict.NotEnough(Verdict.Share, [$"{says}: the rule doesn't do what it says."], 0)
            : new Verdict.Good(Verdict.Share, [$"{says}."]);
    }
}

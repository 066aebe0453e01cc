using Infra.Catalog;
using Infra.Orchestrator;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>A service's status as people read it: a pure function of status and now.</summary>
internal static class StatusLines
{
    internal static IEnumerable<string> Of(ServiceStatus status, DateTimeOffset now)
    {
        var present = status.Present;
        yield return present.Split.Serving is { } serving
            ? $"{status.Key}: {serving.Word} serves with {present[serving].Name}."
            : $"{status.Key}: nobody serves yet.";
        yield return $"  blue   {Side(present.Blue, present.Split.Blue, status.Real?.Blue)}";
        yield return $"  green  {Side(present.Green, present.Split.Green, status.Real?.Green)}";
        if (status.Rollout is { } rollout)
        {
            var release = rollout.Plan is { } plan ? $" of {plan.Release.Name}" : "";
            yield return rollout.Outcome is { } outcome
                ? $"  last rollout{release}: {Words.Title(outcome).ToLowerInvariant()}. {outcome.Reason}"
                : $"  rollout{release} under way: {rollout.Says}";
        }

        if (status.Lease is { } lease && lease.Until > now)
            yield return $"  moved by {lease.Holder}, who holds the lease for {(lease.Until - now).Words} more.";
        foreach (var finding in status.Findings)
            yield return $"  ! {finding}";
    }

    private static string Side(Release release, SideShare declared, SideShare? real)
    {
        var share = declared.Attached ? $"{declared.Weight}" : "detached";
        var really = real is null || real == declared ? "" : $", but the router has {(real.Attached ? real.Weight.ToString() : "detached")}";
        return $"{release.Name,-14} {share}{really}";
    }
}

using Infra.Cli.Watching;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Views;

/// <summary>What is new between two looks at a stage, a line each.</summary>
internal static class StatusChanges
{
    internal static IEnumerable<string> Between((StageStatus Status, DateTimeOffset At)? before, StageStatus after, DateTimeOffset now)
    {
        if (before is not { } was)
            return StatusLines.Of(after, now);
        var world = was.Status.WorldIsUp == after.WorldIsUp ? [] : new[] { $"{When.At(now, now)}: {StatusLines.World(after)}" };
        return world.Concat(after.Services.SelectMany((service, at) => Between(was.Status.Services[at], was.At, service, now)));
    }

    private static IEnumerable<string> Between(ServiceStatus before, DateTimeOffset then, ServiceStatus after, DateTimeOffset now)
    {
        // Compared as they looked at one time, so that a clock that runs is no change; an end of a wait is one.
        var old = Parts(before, before.StandingAt(then), now).ToHashSet();
        foreach (var part in Parts(after, after.StandingAt(now), now))
        {
            if (!old.Contains(part))
                yield return $"{When.At(now, now)} {after.Key.Service}: {part}";
        }
    }

    private static IEnumerable<string> Parts(ServiceStatus status, Standing? standing, DateTimeOffset now)
    {
        yield return StatusLines.Serving(status);
        foreach (var side in StatusLines.Sides(status))
            yield return side.Trim();
        if (StatusLines.Rollout(status, standing, now) is { } rollout)
            yield return rollout;
        foreach (var verdict in StatusLines.Watched(status, standing))
            yield return $"{verdict.Gate}: {verdict.Word}";
        if (StatusLines.Mover(status, now: null) is { } mover)
            yield return mover;
        foreach (var finding in status.Findings)
            yield return $"! {finding}";
    }
}

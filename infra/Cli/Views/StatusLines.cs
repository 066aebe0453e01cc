using Infra.Catalog;
using Infra.Cli.Watching;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>A stage's status as people read it: a pure function of status and now.</summary>
internal static class StatusLines
{
    internal static IEnumerable<string> Of(StageStatus stage, DateTimeOffset now)
    {
        if (stage.WorldIsUp == false)
            yield return World(stage);
        foreach (var line in stage.Services.SelectMany(service => Of(service, now)))
            yield return line;
    }

    internal static IEnumerable<string> Of(ServiceStatus status, DateTimeOffset now)
    {
        yield return $"{status.Key}: {Serving(status)}";
        foreach (var side in Sides(status))
            yield return $"  {side}";
        var standing = status.StandingAt(now);
        if (Rollout(status, standing, now) is { } rollout)
            yield return $"  {rollout}";
        foreach (var verdict in Watched(status, standing))
            yield return $"    {verdict.Line}";
        if (Mover(status, now) is { } mover)
            yield return $"  {mover}";
        foreach (var finding in status.Findings)
            yield return $"  ! {finding}";
    }

    internal static string World(StageStatus stage) => stage.WorldIsUp == true
        ? $"The world of {stage.Stage} is up."
        : $"The world of {stage.Stage} is down: nobody is served, and shares are what the stacks declare. `infra sandbox up` brings it back, as does the next verb that changes something.";

    internal static string Serving(ServiceStatus status) => status.Present.Split.Serving is { } serving
        ? $"{serving.Word} serves with {status.Present[serving].Name}."
        : "nobody serves yet.";

    internal static IEnumerable<string> Sides(ServiceStatus status)
    {
        var present = status.Present;
        yield return $"blue   {Side(present.Blue, present.Split.Blue, status.Real?.Blue)}";
        yield return $"green  {Side(present.Green, present.Split.Green, status.Real?.Green)}";
    }

    internal static string? Rollout(ServiceStatus status, Standing? standing, DateTimeOffset now) => (status.Rollout, standing) switch
    {
        ({ Plan: { } plan, Outcome: { } outcome } last, _) => $"{plan.Id}, which brought {plan.Release.Name}: {OutcomeWords.Title(outcome).ToLowerInvariant()}{(last.Ended is { } ended ? $" at {When.At(ended, now)}" : "")}. {outcome.Reason}",
        ({ Plan: { } plan }, { } at) => $"{plan.Id} brings {plan.Release.Name}. {at.Line(now)}",
        _ => null,
    };

    /// <summary>What the gates say where they are asked.</summary>
    internal static IEnumerable<Verdict> Watched(ServiceStatus status, Standing? standing) =>
        standing?.For is Waits.Bake or Waits.Evidence or Waits.Warm ? status.Rollout?.Verdicts ?? [] : [];

    /// <param name="now">Null to leave out how long it lasts, which changes all the time.</param>
    internal static string? Mover(ServiceStatus status, DateTimeOffset? now) => status.Lease is { } lease
        ? $"moved by {lease.Holder}{(now is { } at ? $", whose lease lasts until {When.Until(lease.Until, at)}" : "")}."
        : null;

    private static string Side(Release release, SideShare declared, SideShare? real)
    {
        var share = declared.Attached ? $"{declared.Weight}" : "detached";
        var really = real is null || real == declared ? "" : $", but the router has {(real.Attached ? real.Weight.ToString() : "detached")}";
        return $"{release.Name,-14} {share}{really}";
    }
}

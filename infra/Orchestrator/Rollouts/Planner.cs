using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Catalog.Rollouts;

namespace Infra.Orchestrator.Rollouts;

/// <summary>Turns what the catalog says and what is there now into the list of steps. This is the order of a rollout.</summary>
public static class Planner
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(10);

    public static Plan Plan(RolloutId id, ServiceKey key, Service service, Release release, Present present)
    {
        var stable = present.Stable;
        var candidate = stable?.Other ?? Colour.Blue;
        var steps = new Steps();

        steps.Add(n => new PlannedStep.Preview($"{n}-preview"));
        if (present.Split[candidate].Attached)
        {
            steps.Add(n => new PlannedStep.Detach($"{n}-detach-{candidate.Word}", candidate));
            steps.Add(n => new PlannedStep.Drain($"{n}-drain-{candidate.Word}", candidate, service.Drain));
        }

        steps.Add(n => new PlannedStep.Provision($"{n}-provision-{candidate.Word}", candidate, release));
        steps.Add(n => new PlannedStep.Ready($"{n}-ready-{candidate.Word}", candidate, service.Rollout.Ready));
        if (stable is null)
            First(steps, service, candidate);
        else
            Next(steps, service, candidate, stable.Value);

        return new()
        {
            Id = id,
            Key = key,
            Release = release,
            Candidate = candidate,
            Stable = stable,
            StableRelease = stable is { } side ? present[side] : Release.None,
            Initial = Shares.Of(present.Split),
            Gates = service.Rollout.Gates,
            Hold = service.Rollout.Hold,
            StepLimit = service.Rollout.StepLimit,
            Stickiness = service.Stickiness,
            Steps = steps.All,
        };
    }

    /// <summary>A first release has nothing to be compared with: ready, smoke, then everything.</summary>
    private static void First(Steps steps, Service service, Colour candidate)
    {
        Smoke(steps, service, candidate, service.Rollout.Steps.OfType<RolloutStep.Smoke>());
        steps.Add(n => new PlannedStep.Shift($"{n}-shift-{candidate.Word}-100", candidate, Weight.All));
        steps.Add(n => new PlannedStep.Promote($"{n}-promote-{candidate.Word}", candidate));
    }

    private static void Next(Steps steps, Service service, Colour candidate, Colour stable)
    {
        var spec = service.Rollout;
        steps.Add(n => new PlannedStep.Attach($"{n}-attach-{candidate.Word}", candidate));
        Smoke(steps, service, candidate, spec.Steps.TakeWhile(step => step is RolloutStep.Smoke).Cast<RolloutStep.Smoke>());
        foreach (var step in spec.Steps.SkipWhile(step => step is RolloutStep.Smoke))
            Add(steps, step, candidate);
        if (!spec.Steps.OfType<RolloutStep.SetWeight>().Any(step => step.Weight == Weight.All))
        {
            // Every other shift is followed by a bake, which sees the same.
            steps.Add(n => new PlannedStep.Shift($"{n}-shift-{candidate.Word}-100", candidate, Weight.All));
            steps.Add(n => new PlannedStep.Verify($"{n}-verify-{candidate.Word}", candidate, service.Drain + _settling));
        }

        steps.Add(n => new PlannedStep.Promote($"{n}-promote-{candidate.Word}", candidate));
        if (spec.Warm > TimeSpan.Zero)
            steps.Add(n => new PlannedStep.Warm($"{n}-warm-{stable.Word}", stable, spec.Warm));
        steps.Add(n => new PlannedStep.Detach($"{n}-detach-{stable.Word}", stable));
        steps.Add(n => new PlannedStep.Drain($"{n}-drain-{stable.Word}", stable, service.Drain));
        steps.Add(n => new PlannedStep.Retire($"{n}-retire-{stable.Word}", stable));
    }

    /// <summary>No side gets traffic unasked: where the spec names no smoke step, the health path is asked.</summary>
    private static void Smoke(Steps steps, Service service, Colour candidate, IEnumerable<RolloutStep.Smoke> asked)
    {
        foreach (var smoke in asked.DefaultIfEmpty(new RolloutStep.Smoke(service.Health.Path, 1)))
            Add(steps, smoke, candidate);
    }

    private static void Add(Steps steps, RolloutStep step, Colour candidate)
    {
        switch (step)
        {
            case RolloutStep.Smoke smoke:
                steps.Add(n => new PlannedStep.Smoke($"{n}-smoke-{candidate.Word}", candidate, smoke.Path, smoke.Requests));
                break;
            case RolloutStep.SetWeight set:
                steps.Add(n => new PlannedStep.Shift($"{n}-shift-{candidate.Word}-{set.Weight.InPercent}", candidate, set.Weight));
                if (set.Bake > TimeSpan.Zero)
                    steps.Add(n => new PlannedStep.Bake($"{n}-bake", set.Bake));
                break;
            case RolloutStep.Watch watch:
                steps.Add(n => new PlannedStep.Bake($"{n}-bake", watch.Duration));
                break;
            case RolloutStep.Mirror mirror:
                steps.Add(n => new PlannedStep.Mirror($"{n}-mirror-{candidate.Word}-{mirror.Share.InPercent}", candidate, mirror.Share));
                steps.Add(n => new PlannedStep.Pause($"{n}-pause", mirror.Duration));
                steps.Add(n => new PlannedStep.Mirror($"{n}-mirror-{candidate.Word}-0", candidate, Weight.Zero));
                break;
            case RolloutStep.Pause pause:
                steps.Add(n => new PlannedStep.Pause($"{n}-pause", pause.Duration));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

    private sealed class Steps
    {
        private readonly List<PlannedStep> _all = [];

        public ImmutableArray<PlannedStep> All => [.. _all];

        public void Add(Func<string, PlannedStep> make) => _all.Add(make($"{_all.Count + 1:00}"));
    }
}

using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Health;

/// <summary>What the checks so far say of one target in one group. Pure: the checker measures, this judges.</summary>
internal sealed record TargetHealth
{
    public static readonly TargetHealth Unknown = new() { State = TargetState.Initial, Reason = "Started; no health check has passed yet." };

    public required TargetState State { get; init; }
    public required string Reason { get; init; }
    public int Successes { get; init; }
    public int Failures { get; init; }

    public TargetHealth After(CheckResult result, HealthCheck check)
    {
        if (result.Passed)
        {
            var successes = Successes + 1;
            return State == TargetState.Healthy || successes >= check.HealthyThreshold
                ? new TargetHealth { State = TargetState.Healthy, Reason = "", Successes = successes }
                : this with { Successes = successes, Failures = 0 };
        }
        var failures = Failures + 1;
        return State == TargetState.Unhealthy || failures >= check.UnhealthyThreshold
            ? new TargetHealth { State = TargetState.Unhealthy, Reason = result.Reason, Failures = failures }
            : this with { Failures = failures, Successes = 0, Reason = State == TargetState.Initial ? result.Reason : "" };
    }
}

using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Health;

/// <summary>Keeps asking one target for one group and tells each judgement.</summary>
internal sealed class HealthLoop(Func<HealthCheck, int, CancellationToken, Task<CheckResult>> ask, TimeProvider time)
{
    // While a target starts, waiting a whole interval for each look would make the interval the length of every start.
    static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(int port, TargetHealth health, Func<HealthCheck> check, Action<TargetHealth> tell, CancellationToken ct)
    {
        var failedAt = time.GetTimestamp();
        while (!ct.IsCancellationRequested)
        {
            var rule = check();
            var result = await ask(rule, port, ct);
            // The quick looks may only shorten a start: failures still count once per interval, so a slow starter has as long as it has behind a real balancer.
            if (result.Passed || health.State != TargetState.Initial || time.GetElapsedTime(failedAt) >= rule.Interval)
            {
                health = health.After(result, rule);
                if (!result.Passed) failedAt = time.GetTimestamp();
                tell(health);
            }
            var pause = health.State == TargetState.Initial && WhileStarting < rule.Interval ? WhileStarting : rule.Interval;
            await Task.Delay(pause, time, ct);
        }
    }
}

using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Waits until a workload runs as it should.</summary>
internal static class Steadiness
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    /// <param name="Who">As a sentence begins with it: <c>The service</c>.</param>
    /// <param name="Before">The workload before it was put.</param>
    /// <param name="Breaks">Whether to give up soon after the first failure.</param>
    public sealed record Wish(string Who, Workload Workload, WorkloadStatus? Before, TimeSpan Limit, bool Breaks);

    /// <exception cref="PartialFailureException">It did not become steady in time.</exception>
    public static async Task WaitAsync(AwsHost host, Wish wish, PropertyMap outputs, CancellationToken ct)
    {
        var time = host.Options.Time;
        using var patience = new CancellationTokenSource(wish.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var world = await host.World(ct);
        WorkloadStatus? status = null;
        long? failing = null;
        try
        {
            for (; ; await Task.Delay(look, time, either.Token))
            {
                status = await world.FindWorkloadAsync(wish.Workload.Id, either.Token);
                if (status is { IsSteady: true }) return;
                if (status?.LastFailure is { } failure && failure != wish.Before?.LastFailure) failing ??= time.GetTimestamp();
                if (wish.Breaks && failing is { } since && time.GetElapsedTime(since) > host.Options.CircuitBreakerPatience)
                    throw Unsteady(wish, status, outputs, $"within {host.Options.CircuitBreakerPatience.TotalSeconds:0.#} s after its first failure, and its circuit breaker opened", null);
            }
        }
        catch (OperationCanceledException e)
        {
            throw Unsteady(wish, status, outputs, ct.IsCancellationRequested ? "before it was cancelled" : $"within {wish.Limit.TotalSeconds:0.#} s", e);
        }
    }

    static PartialFailureException Unsteady(Wish wish, WorkloadStatus? status, PropertyMap outputs, string when, Exception? inner)
    {
        var healthy = status?.Targets.Count(target => target.State == TargetState.Healthy) ?? 0;
        var why = status?.LastFailure ?? status?.Targets.FirstOrDefault(target => target.State != TargetState.Healthy)?.Reason ?? "nothing was said about why";
        return new PartialFailureException(wish.Workload.Id, outputs, $"{wish.Who} did not become steady {when}: {healthy} of {wish.Workload.Replicas} replicas are healthy; {why}", inner);
    }
}

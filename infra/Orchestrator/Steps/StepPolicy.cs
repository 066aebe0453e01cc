namespace Infra.Orchestrator.Steps;

/// <param name="Timeout">Of one attempt.</param>
/// <param name="Pause">Between two attempts.</param>
/// <param name="StopsAtOnce">Whether cancelling may cut it short: it moves nothing. Others are let finish.</param>
internal sealed record StepPolicy(TimeSpan Timeout, int Attempts, TimeSpan Pause, bool StopsAtOnce)
{
    public static StepPolicy Looks { get; } = new(TimeSpan.FromMinutes(5), 2, TimeSpan.FromSeconds(1), StopsAtOnce: true);

    public static StepPolicy Builds { get; } = new(TimeSpan.FromMinutes(30), 2, TimeSpan.FromSeconds(1), StopsAtOnce: false);

    public static StepPolicy Moves { get; } = new(TimeSpan.FromMinutes(5), 2, TimeSpan.FromSeconds(1), StopsAtOnce: false);

    /// <summary>Users wait for it: try soon and often.</summary>
    public static StepPolicy Returns { get; } = new(TimeSpan.FromSeconds(10), 5, TimeSpan.FromMilliseconds(50), StopsAtOnce: false);
}

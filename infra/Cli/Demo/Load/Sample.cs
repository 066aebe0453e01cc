namespace Infra.Cli.Demo.Load;

/// <summary>One request as the client saw it.</summary>
/// <param name="Began">When it was sent.</param>
/// <param name="Ended">When its answer was complete, or the client gave up.</param>
/// <param name="Status">The HTTP status; 0 when there was no whole answer.</param>
/// <param name="Release">What the answer said in <c>X-Release</c>; empty without.</param>
/// <param name="Fault">Why there was no answer; null when there was one.</param>
internal readonly record struct Sample(DateTimeOffset Began, DateTimeOffset Ended, int Status, string Release, string? Fault)
{
    internal bool Failed => Status is < 200 or > 299;

    internal TimeSpan Latency => Ended - Began;
}

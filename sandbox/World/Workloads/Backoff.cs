namespace Infra.Sandbox.World.Workloads;

/// <summary>How long to wait before the next start after so many failures in a row.</summary>
internal static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A replica that lived this long did not fail at starting.</summary>
    public static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    public static TimeSpan After(int failures) => failures >= 7 ? Longest : First * (1 << Math.Max(0, failures - 1));
}

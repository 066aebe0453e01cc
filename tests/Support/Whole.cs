namespace Infra.Tests.Support;

/// <summary>Long suites run a fixed-seed sample by default, and whole with INFRA_WHOLE=1.</summary>
static class Whole
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("INFRA_WHOLE") == "1";

    public static int Or(int sample, int whole) => IsAsked ? whole : sample;

    /// <summary>As many as <c>INFRA_CASES</c> says, where it says a number.</summary>
    public static int Count(int sample, int whole) => int.TryParse(Environment.GetEnvironmentVariable("INFRA_CASES"), out var count) ? count : Or(sample, whole);
}

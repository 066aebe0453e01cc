namespace Infra.Tests.Support;

/// <summary>Long suites run a fixed-seed sample by default, and whole with INFRA_WHOLE=1.</summary>
static class Whole
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("INFRA_WHOLE") == "1";

    public static int Or(int sample, int whole) => IsAsked ? whole : sample;
}

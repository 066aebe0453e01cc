namespace Pulumi;

public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal Pulumirpc.RegisterResourceRequest.Types.CustomTimeouts ToWire() =>
        new() { Create = Text(Create), Update = Text(Update), Delete = Text(Delete) };

    // The engine reads Go's notation of durations; nanoseconds keep it exact.
    static string Text(TimeSpan? duration) => duration is { } time ? $"{time.TotalNanoseconds:0}ns" : "";
}

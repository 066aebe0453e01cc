namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>How long since, in one unit: <c>3 minutes ago</c>.</summary>
internal static class Ago
{
    public static string Of(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } past => Say((int)past.TotalSeconds, "second"),
        { TotalHours: < 1 } past => Say((int)past.TotalMinutes, "minute"),
        { TotalDays: < 1 } past => Say((int)past.TotalHours, "hour"),
        var past => Say((int)past.TotalDays, "day"),
    };

    static string Say(int count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")} ago";
}

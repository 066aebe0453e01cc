using System.Globalization;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>How sentences say when: UTC, with the date where it is another day, and how long it is until then.</summary>
public static class When
{
    public static string At(DateTimeOffset at, DateTimeOffset now)
    {
        var isToday = at.UtcDateTime.Date == now.UtcDateTime.Date;
        return $"{at.UtcDateTime.ToString(isToday ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
    }

    /// <summary><c>12:10:00 UTC (7 min more)</c>; what is over is over.</summary>
    public static string Until(DateTimeOffset until, DateTimeOffset now) =>
        $"{At(until, now)} ({(until > now ? $"{Whole(until - now).Words} more" : "which is over")})";

    /// <summary><c>12:10:00 UTC (in 7 min)</c>.</summary>
    public static string In(DateTimeOffset at, DateTimeOffset now) => at > now ? $"{At(at, now)} (in {Whole(at - now).Words})" : At(at, now);

    /// <summary>A clock that counts down shows no fractions.</summary>
    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}

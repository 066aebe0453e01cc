using System.Globalization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>How sentences say how long: <c>90 s</c>, <c>10 min</c>, <c>1 h</c>.</summary>
public static class DurationWords
{
    extension(TimeSpan time)
    {
        public string Words => time switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
            { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
        };
    }
}

using System.Globalization;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>A rollout's facts as people read them, a line each; times are UTC.</summary>
internal static class HistoryLines
{
    private const int NameWidth = 10;

    internal static IEnumerable<string> Of(RolloutHistory history)
    {
        var first = history.Events[0];
        yield return $"{history.Id} of {history.Key}, {first.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, by {first.Actor}";
        foreach (var told in history.Events)
            yield return $"  {Time(told.At)}  {Name(told.Actor).PadRight(NameWidth)}  {told.Says}{Many(told)}{Because(told)}";
    }

    private static string Many(HistoryEvent told) => told.Looks == 1 ? "" : $" ({told.Looks} looks until {Time(told.Last)}, {(told.Last - told.At).Words})";

    /// <summary>Of what begins, unless it is simply next; the others say it themselves.</summary>
    private static string Because(HistoryEvent told) => told is { Fact: "intended", Cause: not "It is the next step of the plan." } ? $", because: {told.Cause}" : "";

    /// <summary>A holder's name without its process.</summary>
    private static string Name(string actor) => actor.IndexOf(" (process ", StringComparison.Ordinal) is > 0 and var at ? actor[..at] : actor;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss.f", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Cli.Views;

internal static class StageListLines
{
    internal static IEnumerable<string> Of(ImmutableArray<Stage> stages, DateTimeOffset now)
    {
        var width = stages.Select(stage => stage.Name.Length).DefaultIfEmpty().Max();
        return stages.IsEmpty ? ["No ephemeral stages."] : stages.Select(stage => $"{stage.Name.PadRight(width)}  {Says(stage, now)}");
    }

    private static string Says(Stage stage, DateTimeOffset now) => stage.Ephemeral switch
    {
        null => $"{ServiceCatalog.FileName}, engine {stage.Engine.ToString().ToLowerInvariant()}",
        var e when e.HasExpired(now) => $"from {e.From}, expired {Human(now - e.Expires)} ago: `infra stage prune` removes it",
        var e => $"from {e.From}, until {e.Expires:yyyy-MM-dd HH:mm} UTC ({Human(e.Expires - now)})",
    };

    private static string Human(TimeSpan time) => time switch
    {
        { TotalHours: < 1 } => $"{Math.Ceiling(time.TotalMinutes):0} min",
        { TotalDays: < 3 } => $"{time.TotalHours:0} h",
        _ => $"{time.TotalDays:0} days",
    };
}

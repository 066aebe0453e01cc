using Infra.Catalog;

namespace Infra.Cli.Views;

/// <summary>A stage in a list, for programs; the shape is promised.</summary>
/// <param name="From">Null for a stage of infra.yaml.</param>
/// <param name="Expires">UTC; null for a stage of infra.yaml.</param>
internal sealed record StageListResult(string Name, string Engine, string? From, DateTimeOffset? Expires, bool HasExpired)
{
    internal static StageListResult Of(Stage stage, DateTimeOffset now) =>
        new(stage.Name, $"{stage.Engine}".ToLowerInvariant(), stage.Ephemeral?.From, stage.Ephemeral?.Expires, stage.Ephemeral?.HasExpired(now) == true);
}

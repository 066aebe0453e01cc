using System.Collections.Immutable;
using Infra.Cli.Watching;

namespace Infra.Cli.Views;

/// <summary>A stage's status, for programs; the shape is promised.</summary>
/// <param name="World"><c>up</c>, <c>down</c>, or null where there is none.</param>
internal sealed record StageResult(string Stage, string? World, ImmutableArray<StatusResult> Services)
{
    internal static StageResult Of(StageStatus status, DateTimeOffset now) => new(
        status.Stage,
        status.WorldIsUp switch { true => "up", false => "down", null => null },
        [.. status.Services.Select(service => StatusResult.Of(service, now))]);
}

using System.Collections.Immutable;

namespace Infra.Sandbox.World.Keeping;

/// <summary>A process to start: without a shell, and with exactly this environment.</summary>
internal sealed record TaskStart
{
    public required string File { get; init; }
    public required ImmutableArray<string> Arguments { get; init; }
    public required string Directory { get; init; }
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>The rolling file that takes its output.</summary>
    public required string Log { get; init; }
}

using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.State;

/// <summary>One operation that was done to a stack.</summary>
internal sealed record HistoryEntry
{
    /// <summary>update, refresh, destroy or import.</summary>
    public required string Kind { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset End { get; init; }
    public required string Message { get; init; }
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>Values as the stack's file holds them: secret ones encrypted.</summary>
    public required ImmutableSortedDictionary<string, Config.ConfigValue> Config { get; init; }
    public required string Result { get; init; }
    public required ImmutableSortedDictionary<string, int> Changes { get; init; }
}

using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Deployment;

internal enum OperationKind
{
    Update,
    Refresh,
    Destroy,
}

/// <summary>What one command asks to be done to a stack.</summary>
internal sealed record OperationRequest
{
    public required OperationKind Kind { get; init; }
    public bool IsPreview { get; init; }
    public bool RefreshFirst { get; init; }
    public bool ExpectNoChanges { get; init; }
    public bool Adopt { get; init; }
    public int Parallel { get; init; } = 16;
    public string Message { get; init; } = "";

    /// <summary>Where the program's language runtime waits; null for an operation without program.</summary>
    public string? Client { get; init; }
    public ImmutableArray<string> PolicyPacks { get; init; } = [];
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

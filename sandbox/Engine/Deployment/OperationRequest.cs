using System.Collections.Immutable;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Programs;

namespace Infra.Sandbox.Engine.Deployment;

internal enum OperationKind
{
    Update,
    Refresh,
    Destroy,
    Import,
}

/// <summary>What one command asks to be done to a stack.</summary>
internal sealed record OperationRequest
{
    public required OperationKind Kind { get; init; }
    public bool IsPreview { get; init; }
    public bool RefreshFirst { get; init; }
    public bool ExpectNoChanges { get; init; }
    public bool Adopt { get; init; }

    /// <summary>Types and packages that the sandbox has no definition of are kept as the program gives them; what is in a state already may always be looked at and removed.</summary>
    public bool AllowsUnknownTypes { get; init; }

    /// <summary>What doesn't need what failed goes on; the operation fails at its end.</summary>
    public bool ContinueOnError { get; init; }

    public Selection Selection { get; init; } = Selection.Everything;

    /// <summary>What an import is to take over.</summary>
    public ImmutableArray<ImportWish> Imports { get; init; } = [];

    public int Parallel { get; init; } = 16;
    public string Message { get; init; } = "";

    /// <summary>Null for an operation that works from the state alone.</summary>
    public IProgram? Program { get; init; }
    public ImmutableArray<PackReference> PolicyPacks { get; init; } = [];
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

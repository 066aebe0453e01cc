using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Orchestrator.Provisioning;

/// <summary>What a preview, an update or a destruction came to.</summary>
public sealed record StackReport
{
    public required string Stack { get; init; }
    public required StackResult Result { get; init; }

    /// <summary>The engine's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it did not succeed, in a sentence; empty when it did.</summary>
    public required string Why { get; init; }

    /// <summary>Operation to count, without <c>same</c>.</summary>
    public ImmutableSortedDictionary<string, int> Changes { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>All resources that the program declared.</summary>
    public int Resources { get; init; }

    public ImmutableArray<Violation> Violations { get; init; } = [];
    public ImmutableArray<StackEvent.Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The steps as <c>pulumi preview --json</c> writes them; empty where nobody asked for them.</summary>
    public ImmutableArray<JsonNode> Plan { get; init; } = [];

    /// <summary>Of a preview with refresh; of nothing else.</summary>
    public ImmutableArray<Drift> Drifts { get; init; } = [];
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool Succeeded => Result == StackResult.Succeeded;
    public int ChangeCount => Changes.Values.Sum();
}

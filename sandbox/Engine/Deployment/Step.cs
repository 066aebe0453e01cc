using System.Collections.Immutable;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>One move of one resource from a state to another.</summary>
internal sealed record Step
{
    public required Op Op { get; init; }
    public ResourceState? Old { get; init; }
    public ResourceState? New { get; init; }

    /// <summary>The properties that made it a replacement.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];
    public ImmutableSortedDictionary<string, DiffKind> Diff { get; init; } = NoDiff;

    public static readonly ImmutableSortedDictionary<string, DiffKind> NoDiff = ImmutableSortedDictionary.Create<string, DiffKind>(StringComparer.Ordinal);

    public ResourceState Subject => New ?? Old ?? throw new InvalidOperationException("A step has an old or a new state.");
    public string Urn => Subject.Urn;

    /// <summary>Default providers are the engine's own business: stored, but neither shown nor counted.</summary>
    public bool IsInternal => Subject.IsProvider && Deployment.Urn.Name(Urn).StartsWith("default", StringComparison.Ordinal) && Subject.Parent.Length == 0;
}

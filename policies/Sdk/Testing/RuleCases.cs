using System.Collections.Immutable;

namespace Infra.Policies.Sdk.Testing;

/// <summary>What shows that a rule does what it says.</summary>
internal sealed record RuleCases(string Rule, ImmutableArray<Case> Cases, string Place);

internal enum Expected
{
    Passes,
    Violates,

    /// <summary>What the rule says of a value that isn't known yet: its own choice.</summary>
    Unknown,

    /// <summary>The rule has nothing to say, and says why.</summary>
    NotApplicable,

    /// <summary>The remedy makes the second resource of the first.</summary>
    Mended,
}

/// <param name="Resources">One, or all of a stack; for <see cref="Expected.Mended"/> what is mended and what it becomes.</param>
/// <param name="Place">File and line.</param>
internal sealed record Case(Expected Expected, ImmutableArray<CaseResource> Resources, Google.Protobuf.WellKnownTypes.Struct? Settings, string Place);

/// <param name="Type">Empty for the first type that the rule looks at.</param>
/// <param name="From">By property: the names of the resources that its value came from.</param>
internal sealed record CaseResource(string Type, string Name, Google.Protobuf.WellKnownTypes.Struct Properties)
{
    public bool IsProtected { get; init; }
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
    public string Parent { get; init; } = "";
    public ImmutableDictionary<string, string> From { get; init; } = ImmutableDictionary<string, string>.Empty;
}

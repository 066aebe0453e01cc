using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>One resource as a deployment stores it.</summary>
internal sealed record ResourceState
{
    public required string Urn { get; init; }
    public required string Type { get; init; }
    public required bool Custom { get; init; }

    /// <summary>Replaced already; waits for its own deletion.</summary>
    public bool Delete { get; init; }

    public string Id { get; init; } = "";
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;
    public string Parent { get; init; } = "";
    public bool Protect { get; init; }

    /// <summary>Read, not managed.</summary>
    public bool External { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary><c>urn::id</c> of its provider; empty for a component.</summary>
    public string Provider { get; init; } = "";

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } = NoDependencies;

    /// <summary>Deleted already, to be created again.</summary>
    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
    public Timeouts? CustomTimeouts { get; init; }
    /// <summary>The id under which it was taken over; empty for what was created.</summary>
    public string ImportId { get; init; } = "";

    public bool RetainOnDelete { get; init; }
    public string DeletedWith { get; init; } = "";
    public DateTimeOffset? Created { get; init; }
    public DateTimeOffset? Modified { get; init; }
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> NoDependencies =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public bool IsProvider => Type.StartsWith("pulumi:providers:", StringComparison.Ordinal);
    public bool IsRoot => Type == Deployment.Urn.RootType;

    /// <summary>Everything that must stand before this resource in a deployment, and be deleted after it.</summary>
    public IEnumerable<string> Needs => Dependencies
        .Concat(PropertyDependencies.Values.SelectMany(urns => urns))
        .Concat([Parent, DeletedWith, Provider.Length == 0 ? "" : Provider[..Provider.LastIndexOf("::", StringComparison.Ordinal)]])
        .Where(urn => urn.Length > 0)
        .Distinct();

    /// <summary>The same, where a resource has another URN: its own, or one that it refers to.</summary>
    public ResourceState Renamed(string from, string to)
    {
        if (Urn != from && !Needs.Contains(from)) return this;
        string Now(string urn) => urn == from ? to : urn;
        return this with
        {
            Urn = Now(Urn),
            Parent = Now(Parent),
            DeletedWith = Now(DeletedWith),
            Dependencies = [.. Dependencies.Select(Now)],
            PropertyDependencies = PropertyDependencies.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Select(Now).ToImmutableArray(), StringComparer.Ordinal),
            Provider = Provider.StartsWith(from + "::", StringComparison.Ordinal) ? to + Provider[from.Length..] : Provider,
        };
    }
}

/// <summary>Seconds a resource's operations may take; null for the provider's own limit.</summary>
internal sealed record Timeouts(double? Create, double? Update, double? Delete, double? Read);

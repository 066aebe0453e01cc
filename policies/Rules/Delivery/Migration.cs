using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>One step of a change of the schema that both sides share: <c>expand</c> adds what the new release needs, <c>migrate</c> moves data, <c>contract</c> takes away what only the old one needed.</summary>
internal sealed record Migration(Resource Resource) : IResourceType<Migration>
{
    public static ImmutableArray<string> Tokens { get; } = ["infra:index:Migration"];

    /// <summary>In which it comes, by <see cref="Phase"/>; null for a phase that there isn't.</summary>
    public int? Rank => Phase switch
    {
        "expand" => 0,
        "migrate" => 1,
        "contract" => 2,
        _ => null,
    };

    public string Phase => Resource["phase"].Text ?? "";

    /// <summary>What belongs together: the steps of one change.</summary>
    public string Change => Resource["change"].Text ?? "";

    public double? Order => Resource["order"].Number;

    /// <summary>The last release that needs what a contract takes away.</summary>
    public string NeededBy => Resource["neededBy"].Text ?? "";

    /// <summary>The release that serves users, and the one that they can be returned to.</summary>
    public IEnumerable<string> Serving => [Resource["servingRelease"].Text ?? "", Resource["retainedRelease"].Text ?? ""];

    public static Migration Of(Resource resource) => new(resource);

    public override string ToString() => Resource.ToString();
}

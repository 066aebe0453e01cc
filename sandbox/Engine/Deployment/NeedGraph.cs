using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Which of some resources need which others of them.</summary>
internal sealed class NeedGraph(ImmutableArray<OldResource> resources)
{
    // A resource and the one it replaces have the same URN.
    readonly ILookup<string, OldResource> byUrn = resources.ToLookup(one => one.State.Urn, StringComparer.Ordinal);

    /// <summary>What a resource needs directly, each once.</summary>
    public IEnumerable<OldResource> Of(OldResource one) => one.State.Needs.Where(urn => urn != one.State.Urn).SelectMany(urn => byUrn[urn]);

    /// <summary>Adds the places of a resource, of what it needs, and of what that needs.</summary>
    public void AddWithAllBelow(OldResource one, HashSet<int> found)
    {
        var open = new Stack<OldResource>([one]);
        while (open.TryPop(out var next))
            if (found.Add(next.Index))
                foreach (var below in Of(next)) open.Push(below);
    }
}

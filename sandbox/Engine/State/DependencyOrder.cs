using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.State;

/// <summary>Resources in their own order, but none before what it needs: one that an update left out keeps needs that the program has since moved behind it.</summary>
internal static class DependencyOrder
{
    public static ImmutableArray<ResourceState> Of(IReadOnlyList<ResourceState> resources)
    {
        var byUrn = resources.ToLookup(resource => resource.Urn, StringComparer.Ordinal);
        var (ordered, placed) = (ImmutableArray.CreateBuilder<ResourceState>(resources.Count), new HashSet<ResourceState>(ReferenceEqualityComparer.Instance));
        foreach (var resource in resources) Place(resource);
        return ordered.ToImmutable();

        void Place(ResourceState resource)
        {
            if (!placed.Add(resource)) return;
            foreach (var urn in resource.Needs.Where(urn => urn != resource.Urn))
                if (byUrn[urn].FirstOrDefault(need => !need.Delete) is { } need) Place(need);
            ordered.Add(resource);
        }
    }
}

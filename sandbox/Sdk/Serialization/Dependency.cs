namespace Pulumi.Serialization;

/// <summary>Which URNs the engine is told when something depends on resources.</summary>
internal static class Dependency
{
    /// <summary>A component of this program stands for the custom resources below it; it has nothing of its own to wait for.</summary>
    public static async Task<HashSet<string>> UrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in Expand(resources))
        {
            var urn = await resource.Urn.GetValueAsync(whenUnknown: "");
            if (!string.IsNullOrEmpty(urn)) urns.Add(urn);
        }
        return urns;
    }

    public static HashSet<Resource> Expand(IEnumerable<Resource> resources)
    {
        var (expanded, seen) = (new HashSet<Resource>(), new HashSet<Resource>());
        var open = new Stack<Resource>(resources);
        while (open.TryPop(out var resource))
        {
            if (!seen.Add(resource)) continue;
            if (resource.IsCustom || resource.IsRemote) expanded.Add(resource);
            else foreach (var child in resource.Children) open.Push(child);
        }
        return expanded;
    }

    public static async Task<IReadOnlyList<Resource>> OfAsync(InputList<Resource> dependsOn)
    {
        var resources = await dependsOn.ToOutput().GetValueAsync(whenUnknown: []);
        return resources.IsDefault ? [] : [.. resources.Where(resource => resource is not null)];
    }
}

using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.State;

/// <summary>The promises of a deployment: what a resource needs stands before it, and no URN lives twice.</summary>
internal static class Integrity
{
    public static ImmutableArray<string> Problems(Snapshot snapshot)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var all = snapshot.Resources.Select(resource => resource.Urn).ToHashSet();
        HashSet<string> before = [], live = [];
        foreach (var resource in snapshot.Resources)
        {
            foreach (var need in resource.Needs.Where(need => !before.Contains(need) && !(resource.PendingReplacement && resource.Provider.StartsWith(need, StringComparison.Ordinal))))
                problems.Add(all.Contains(need) ? $"resource {resource.Urn} needs {need}, which comes after it" : $"resource {resource.Urn} refers to missing {need}");
            before.Add(resource.Urn);
            if (!resource.Delete && !live.Add(resource.Urn)) problems.Add($"duplicate resource {resource.Urn} (not marked for deletion)");
        }
        return problems.ToImmutable();
    }
}

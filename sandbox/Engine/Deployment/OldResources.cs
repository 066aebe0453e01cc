using System.Collections.Immutable;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>One resource of the deployment before this run, by its place in it.</summary>
internal sealed record OldResource(int Index, ResourceState State);

/// <summary>The deployment before this run, as registrations take from it.</summary>
internal sealed class OldResources(Run run)
{
    readonly Lock gate = new();

    /// <summary>The living old resource of a URN, or of one it had before; then everything is told its new name.</summary>
    public OldResource? Take(string urn, ImmutableArray<string> aliases)
    {
        lock (gate)
        {
            var living = run.State.Olds.Where(entry => !entry.Resource.Delete).ToDictionary(entry => entry.Resource.Urn, entry => entry);
            if (living.TryGetValue(urn, out var found)) return new OldResource(found.Index, found.Resource);
            foreach (var alias in aliases)
                if (living.TryGetValue(alias, out found))
                {
                    Rename(alias, urn);
                    return new OldResource(found.Index, run.State.Old(found.Index)!);
                }
            return null;
        }
    }

    /// <summary>Those nobody registered, or that wait for their deletion.</summary>
    public ImmutableArray<OldResource> Left => [.. run.State.Olds.Select(entry => new OldResource(entry.Index, entry.Resource))];

    void Rename(string from, string to)
    {
        foreach (var (index, resource) in run.State.Olds)
        {
            string Now(string urn) => urn == from ? to : urn;
            var renamed = resource with
            {
                Urn = Now(resource.Urn),
                Parent = Now(resource.Parent),
                DeletedWith = Now(resource.DeletedWith),
                Dependencies = [.. resource.Dependencies.Select(Now)],
                PropertyDependencies = resource.PropertyDependencies.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Select(Now).ToImmutableArray(), StringComparer.Ordinal),
                Provider = resource.Provider.StartsWith(from + "::", StringComparison.Ordinal) ? to + resource.Provider[from.Length..] : resource.Provider,
            };
            if (States.Differ(resource, renamed)) run.State.Mark(index, renamed);
        }
    }
}

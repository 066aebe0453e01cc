using System.Collections.Immutable;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Gives URNs of a state other names, wherever they stand.</summary>
internal static class Urns
{
    public static Snapshot Rename(Snapshot snapshot, Func<string, string> rename) => snapshot with
    {
        Resources = [.. snapshot.Resources.Select(resource => Rename(resource, rename))],
        PendingOperations = [.. snapshot.PendingOperations.Select(pending => pending with { Resource = Rename(pending.Resource, rename) })],
    };

    static ResourceState Rename(ResourceState resource, Func<string, string> rename)
    {
        string Optional(string urn) => urn.Length == 0 ? urn : rename(urn);
        return resource with
        {
            Urn = rename(resource.Urn),
            Parent = Optional(resource.Parent),
            DeletedWith = Optional(resource.DeletedWith),
            Dependencies = [.. resource.Dependencies.Select(rename)],
            PropertyDependencies = resource.PropertyDependencies.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Select(rename).ToImmutableArray(), StringComparer.Ordinal),
            Provider = Provider(resource.Provider, rename),
        };
    }

    static string Provider(string reference, Func<string, string> rename) =>
        reference.Length == 0 ? reference : rename(reference[..reference.LastIndexOf("::", StringComparison.Ordinal)]) + reference[reference.LastIndexOf("::", StringComparison.Ordinal)..];
}

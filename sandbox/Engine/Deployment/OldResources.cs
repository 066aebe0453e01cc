using System.Collections.Immutable;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>One resource of the deployment before this run, by its place in it.</summary>
internal sealed record OldResource(int Index, ResourceState State);

/// <summary>The deployment before this run, as registrations take from it.</summary>
internal sealed class OldResources(Run run)
{
    readonly Lock gate = new();

    // Built at the first registration: a refresh before it may have removed some.
    readonly Lazy<Dictionary<string, int>> places = new(() => run.State.Olds.Where(old => !old.Resource.Delete).ToDictionary(old => old.Resource.Urn, old => old.Index, StringComparer.Ordinal));

    /// <summary>The living old resource of a URN, or of one it had before; then everything is told its new name.</summary>
    public OldResource? Take(string urn, ImmutableArray<string> aliases)
    {
        lock (gate)
        {
            if (Living(urn) is { } found) return found;
            if (aliases.FirstOrDefault(alias => Living(alias) is not null) is not { } before) return null;
            run.State.Rename(before, urn);
            places.Value[urn] = places.Value[before];
            return Living(urn);
        }
    }

    /// <summary>Those nobody registered, or that wait for their deletion.</summary>
    public ImmutableArray<OldResource> Left => [.. run.State.Olds.Select(entry => new OldResource(entry.Index, entry.Resource))];

    OldResource? Living(string urn) =>
        places.Value.TryGetValue(urn, out var place) && run.State.Old(place) is { Delete: false } old && old.Urn == urn ? new OldResource(place, old) : null;
}

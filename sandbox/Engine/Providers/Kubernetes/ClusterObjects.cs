using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The objects of a cluster that traffic depends on: as they are, or as one change will have made them.</summary>
internal sealed record ClusterObjects(ImmutableArray<ClusterObject> All)
{
    public IEnumerable<ClusterObject> Of(string type) => All.Where(thing => thing.Type == type);

    public IEnumerable<ClusterObject> Of(string type, string space) => Of(type).Where(thing => thing.Space == space);

    public ClusterObjects With(ClusterObject thing) => new([.. Without(thing.Type, thing.Key).All.Append(thing).OrderBy(each => each.Key, StringComparer.Ordinal)]);

    public ClusterObjects Without(string type, string key) => new([.. All.Where(thing => thing.Type != type || thing.Key != key)]);
}

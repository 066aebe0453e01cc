namespace Infra.Policies.Sdk;

/// <summary>All resources of a deployment.</summary>
public sealed class Stack(IReadOnlyList<Resource> resources)
{
    readonly Dictionary<string, Resource> byUrn = resources.GroupBy(resource => resource.Urn).ToDictionary(same => same.Key, same => same.Last());

    public IReadOnlyList<Resource> Resources => resources;

    public IEnumerable<Resource> OfType(params IEnumerable<string> types) => resources.Where(resource => types.Contains(resource.Type));

    /// <summary>
    /// The resources that a property's value names: those it came from, or, where it was written by hand, those whose id it is.
    /// Empty when it names none of this stack; not knowable where its value isn't.
    /// </summary>
    public IReadOnlyList<Resource> Behind(Resource resource, string property, params IReadOnlyCollection<string> types)
    {
        var sources = resource.Dependencies.GetValueOrDefault(property, []).Select(byUrn.GetValueOrDefault).OfType<Resource>().Where(source => types.Contains(source.Type)).ToList();
        return sources.Count > 0 ? sources : [.. Named(Texts(resource[property]).ToHashSet(StringComparer.Ordinal), types)];
    }

    IEnumerable<Resource> Named(HashSet<string> texts, IEnumerable<string> types) =>
        OfType(types).Where(candidate => new[] { candidate["arn"], candidate["id"] }.Any(id => !id.IsUnknown && id.Text is { Length: > 0 } text && texts.Contains(text)));

    static IEnumerable<string> Texts(Property property) =>
        property.Text is { } text ? [text] : property.Items.SelectMany(Texts).Concat(property.Entries.SelectMany(entry => Texts(entry.Value)));
}

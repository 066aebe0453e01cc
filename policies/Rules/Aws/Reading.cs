using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>How AWS writes lists, and what is declared beside a resource.</summary>
internal static class Reading
{
    // What a companion written by hand may name its owner by.
    static readonly string[] names = ["bucket", "name", "clusterIdentifier", "domainName"];

    /// <summary>The items of a list, or the one value that stands where a list could.</summary>
    public static IReadOnlyList<Property> OneOrMany(this Property property) =>
        property.Items is { Count: > 0 } items ? items : property.IsMissing ? [] : [property];

    public static IEnumerable<string> Texts(this Property property) => property.OneOrMany().Select(item => item.Text).OfType<string>();

    public static bool IsSet(this Property property) => property.IsUnknown || property.Text is { Length: > 0 };

    /// <summary>A check of each resource of these types, with what else the stack holds.</summary>
    public static Action<Stack, Report> Each(IReadOnlyCollection<string> types, Action<Resource, Stack, Report> check) =>
        (stack, report) => report.Each(stack.OfType(types), resource => check(resource, stack, report.About(resource)));

    /// <summary>Whether one of these types names the resource. What is known is asked first, so that one unknown value hides no companion.</summary>
    public static bool HasCompanion(this Stack stack, Resource resource, string property, IReadOnlyCollection<string> types, Func<Resource, bool>? fits = null) =>
        stack.OfType(types).OrderBy(one => one[property].IsUnknown && !one.Dependencies.ContainsKey(property))
            .Any(one => fits?.Invoke(one) != false && (NamesByHand(one[property], resource) || stack.Behind(one, property, [resource.Type]).Contains(resource)));

    static bool NamesByHand(Property property, Resource resource) =>
        !property.IsUnknown && property.Text is { Length: > 0 } text && names.Any(name => !resource[name].IsUnknown && resource[name].Text == text);
}

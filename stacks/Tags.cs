using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks;

/// <summary>Says on every resource whose it is, and what for.</summary>
internal static class Tags
{
    public static ImmutableSortedDictionary<string, string> Of(ServiceCatalog catalog, Stage stage) => stage.Tags.SetItems(
    [
        new("project", catalog.Project),
        new("stage", stage.Name),
        new("owner", stage.Owner),
        new("managed-by", "infra"),
        .. stage.CostCentre is { } pays ? [new("cost-centre", pays)] : (KeyValuePair<string, string>[])[],
    ]);

    public static ImmutableSortedDictionary<string, string> Of(ServiceCatalog catalog, Stage stage, Service service) =>
        Of(catalog, stage).SetItem("service", service.Name);

    public static ImmutableSortedDictionary<string, string> Of(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release) =>
        Of(catalog, stage, service).SetItem("colour", colour.Word).SetItem("release", release.Name).SetItems(release.Commit.Length > 0 ? [new("commit", release.Commit)] : (KeyValuePair<string, string>[])[]);
}

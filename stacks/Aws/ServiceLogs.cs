using Infra.Catalog;

namespace Infra.Stacks.Aws;

/// <summary>Where a service logs: one group for both its sides, because logs must outlive the side that wrote them.</summary>
internal static class ServiceLogs
{
    public const int RetentionInDays = 30;

    public static string GroupName(ServiceCatalog catalog, Stage stage, Service service) => $"/{catalog.Project}/{stage.Name}/{service.Name}";

    public static string GroupArn(ServiceCatalog catalog, Stage stage, Service service) =>
        $"arn:aws:logs:{stage.Region}:{stage.Account}:log-group:{GroupName(catalog, stage, service)}";
}

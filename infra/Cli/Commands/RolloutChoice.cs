using Infra.Catalog;

namespace Infra.Cli.Commands;

/// <summary>Which rollout a person means.</summary>
internal static class RolloutChoice
{
    /// <returns>The service of a rollout's id: <c>web</c> of <c>web-7</c>; null when there is no id.</returns>
    /// <exception cref="BadInputException">No id of a rollout of this catalog.</exception>
    internal static string? ServiceOf(ServiceCatalog catalog, string? id)
    {
        if (id is null)
            return null;
        var dash = id.LastIndexOf('-');
        return dash > 0 && int.TryParse(id[(dash + 1)..], out _)
            ? catalog.Service(id[..dash]).Name
            : throw new BadInputException($"\"{id}\" is no rollout; write a service and a number, such as {catalog.Services[0].Name}-1. `infra history` tells those there are.");
    }
}

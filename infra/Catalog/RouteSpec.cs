namespace Infra.Catalog;

/// <summary>Which requests of the production listener are a service's.</summary>
public sealed record RouteSpec
{
    /// <summary>A host pattern, or null for every host.</summary>
    public string? Host { get; init; }

    /// <summary>A path pattern such as <c>/api/*</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The lowest priority that matches takes the request; by default 100 times the service's place in the file.</summary>
    public required int Priority { get; init; }
}

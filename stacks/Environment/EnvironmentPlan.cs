using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks.Environment;

/// <summary>Makes the spec of an environment from what the catalog, the release and the network say.</summary>
internal static class EnvironmentPlan
{
    public static EnvironmentSpec Of(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release, NetworkOutputs network) => new()
    {
        Stage = stage.Name,
        Account = stage.Account,
        Region = stage.Region,
        Service = service.Name,
        Colour = colour,
        Release = release,
        Image = Image(stage, release),
        Port = service.Port,
        Health = service.Health,
        Replicas = service.Replicas,
        Cpu = service.Cpu,
        Memory = service.Memory,
        Drain = service.Drain,
        StopTimeout = service.StopTimeout,
        Ready = service.Rollout.Ready,
        Variables = Variables(catalog, stage, service, colour, release, network),
        Secrets = service.Secrets,
        LogGroup = ServiceLogs.GroupName(catalog, stage, service),
        Tags = Tags.Of(catalog, stage, service, colour, release),
        Network = network,
    };

    /// <summary>The account's own registry, unless the artefact names another; the sandbox has its artefacts at hand.</summary>
    static string Image(Stage stage, Release release) =>
        stage.Engine == EngineKind.Sandbox || release.Artefact.Split('/')[0].Contains('.')
            ? release.Reference
            : $"{stage.Account}.dkr.ecr.{stage.Region}.amazonaws.com/{release.Reference}";

    static ImmutableSortedDictionary<string, string> Variables(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release, NetworkOutputs network)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var dependency in service.DependsOn.Select(catalog.Service)) variables[UrlVariable(dependency)] = Url(dependency, network);
        foreach (var (name, value) in service.Env) variables[name] = value;
        variables["PORT"] = $"{service.Port}";
        variables["OTEL_SERVICE_NAME"] = service.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = string.Join(",", Telemetry(catalog, stage, service, colour, release).Select(attribute => $"{attribute.Key}={Uri.EscapeDataString(attribute.Value)}"));
        return variables.ToImmutable();
    }

    static IEnumerable<KeyValuePair<string, string>> Telemetry(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release) =>
    [
        new("service.namespace", catalog.Project),
        new("service.name", service.Name),
        new("service.version", release.Name),
        new("deployment.environment.name", stage.Name),
        new("infra.colour", colour.Word),
        new("infra.release.digest", release.Digest),
    ];

    static string UrlVariable(Service dependency) => $"{dependency.Name.ToUpperInvariant().Replace('-', '_')}_URL";

    /// <summary>Where the balancer takes requests for a service: services meet each other at the front door, so that they follow the shares too.</summary>
    static string Url(Service dependency, NetworkOutputs network) => network.ProductionUrl + dependency.Route.Path.TrimEnd('*').TrimEnd('/');
}

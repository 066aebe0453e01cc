using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Aws;

namespace Infra.Stacks.Environment;

/// <summary>Makes the spec of an environment from what the catalog, the release and the network say.</summary>
internal static class EnvironmentPlan
{
    public static EnvironmentSpec Of(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release, DoorMap doors, NetworkOutputs network, int size) => new()
    {
        Stage = stage.Name,
        Account = stage.Account,
        Region = stage.Region,
        Platform = service.PlatformIn(stage),
        Service = service.Name,
        Colour = colour,
        Release = release,
        Image = Image(stage, release),
        Port = service.Port,
        Health = service.Health,
        Replicas = service.Replicas,
        Size = Math.Max(size, service.Replicas),
        Instance = service.Instance,
        Cpu = service.Cpu,
        Memory = service.Memory,
        Drain = service.Drain,
        StopTimeout = service.StopTimeout,
        Ready = service.Rollout.Ready,
        Variables = Variables(catalog, stage, service, colour, release, doors),
        Secrets = service.Secrets,
        LogGroup = ServiceLogs.GroupName(catalog, stage, service),
        // Walls judge a request where it arrives: at the Gateway, and without one at the pod.
        Dependencies = [.. service.DependsOn.Select(name => catalog.Service(name) is var asked && asked.HasNoGatewayIn(stage) ? asked.Port : new Uri(doors[name].ProductionUrl).Port).Distinct().Order()],
        TestListener = doors[service.Name].TestListener,
        Tags = Tags.Of(catalog, stage, service, colour, release),
        Network = network,
    };

    /// <summary>The stage's registry or the account's own, unless the artefact names another; machine images and the sandbox's are at hand.</summary>
    static string Image(Stage stage, Release release) =>
        release.IsMachineImage || release.Artefact.Split('/')[0].Contains('.') ? release.Reference
        : stage.Registry is { } registry ? $"{registry}/{release.Reference}"
        : stage.Engine == EngineKind.Sandbox ? release.Reference
        : $"{stage.Account}.dkr.ecr.{stage.Region}.amazonaws.com/{release.Reference}";

    static ImmutableSortedDictionary<string, string> Variables(ServiceCatalog catalog, Stage stage, Service service, Colour colour, Release release, DoorMap doors)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        // Services meet each other at the front door, so that they follow the shares too.
        foreach (var dependency in service.DependsOn.Select(catalog.Service)) variables[UrlVariable(dependency)] = doors[dependency.Name].ProductionUrl + dependency.Route.Path.TrimEnd('*').TrimEnd('/');
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
        new("deployment.id", $"{stage.Name}.{service.Name}.{colour.Word}.{release.Name}"),
        new("infra.colour", colour.Word),
        new("infra.release.digest", release.Digest),
        .. release.Commit.Length > 0 ? [new("vcs.ref.head.revision", release.Commit)] : (KeyValuePair<string, string>[])[],
    ];

    static string UrlVariable(Service dependency) => $"{dependency.Name.ToUpperInvariant().Replace('-', '_')}_URL";
}

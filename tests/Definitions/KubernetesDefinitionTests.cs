using Infra.Sandbox.Definitions;

namespace Infra.Tests.Definitions;

/// <summary>Holds every definition to what is known of the official provider. Gateway API kinds are custom resources there, so it says nothing of them.</summary>
public sealed class KubernetesDefinitionTests
{
    static readonly PackageDefinition kubernetes = Package.Kubernetes;

    [Fact]
    public void The_definitions_are_of_the_version_that_the_official_builds_pin()
    {
        Assert.Contains($"\"Pulumi.Kubernetes\" Version=\"{kubernetes.Version}\"", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")));
        Assert.Contains($"\"@pulumi/kubernetes\": \"{kubernetes.Version}\"", File.ReadAllText(Path.Combine(Repository.Root, "tests", "node", "package.json")));
    }

    [Fact]
    public void Every_resource_is_as_the_provider_has_it()
    {
        using var schema = ProviderSchema.Read("kubernetes");

        Assert.Empty(kubernetes.Resources.Values.Where(resource => !IsOfGateway(resource.Token)).SelectMany(resource => schema.Resource(resource.Token) is { } official
            ? SchemaDifferences.Resource(resource, official)
            : [$"{resource.Token} is unknown"]));
    }

    [Fact]
    public void Every_object_is_as_the_provider_has_it()
    {
        using var schema = ProviderSchema.Read("kubernetes");

        Assert.Empty(kubernetes.Objects.Values.Where(part => !IsOfGateway(part.Token)).SelectMany(part => schema.Object(part.Token) is { } official
            ? SchemaDifferences.Object(part, official)
            : [$"{part.Token} is unknown"]));
    }

    [Fact]
    public void Every_object_of_a_cluster_is_named_and_replaced_by_its_metadata() => Assert.Empty(kubernetes.Resources.Values
        .Where(resource => !resource.IsProvider && !(resource.Name?.Property == "metadata.name" && resource.ReplacePaths.Contains("metadata.name") && resource.ReplacePaths.Contains("metadata.namespace")))
        .Select(resource => resource.Token));

    static bool IsOfGateway(string token) => token.StartsWith("kubernetes:gateway.networking.k8s.io/", StringComparison.Ordinal);
}

using Infra.Sandbox.Definitions;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Definitions;

/// <summary>Holds the definition of routes to the resource definition that a cluster is given (Gateway API v1.6, standard channel).</summary>
public sealed class GatewayDefinitionTests
{
    const string Token = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

    [Fact]
    public void A_route_is_as_a_cluster_learns_it()
    {
        var schema = Version("v1");
        var route = Package.Kubernetes.Resources[Token];
        var spec = (TypeReference.Object)route.Inputs.Single(input => input.Name == "spec").Type;

        Assert.Equal(CustomSchema.Texts(schema, "required"), route.Inputs.Where(input => input.Required).Select(input => input.Name));
        Assert.Empty(CustomSchema.Differences("spec", Package.Kubernetes.Objects[spec.Token], CustomSchema.Property(schema, "spec")!));
    }

    static YamlMappingNode Version(string name)
    {
        Assert.SkipWhen(Repository.Shared is null, "The resource definition does not lie beside this checkout (../shared/data/ecosystem/gateway-api).");
        using var text = File.OpenText(Path.Combine(Repository.Shared, "data/ecosystem/gateway-api/httproutes-crd-v1.6.0-standard.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        var version = ((YamlSequenceNode)stream.Documents[0].RootNode["spec"]["versions"]).Single(version => version["name"].ToString() == name);
        return (YamlMappingNode)version["schema"]["openAPIV3Schema"];
    }
}

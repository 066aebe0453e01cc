using Infra.Sandbox.Definitions;

namespace Infra.Tests.Definitions;

/// <summary>Holds the definition of routes to the resource definition that a cluster is given (Gateway API v1.6, standard channel).</summary>
public sealed class GatewayDefinitionTests
{
    const string Token = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

    [Fact]
    public void A_route_is_as_a_cluster_learns_it()
    {
        var schema = CustomSchema.OfRoute();
        var route = Package.Kubernetes.Resources[Token];
        var spec = (TypeReference.Object)route.Inputs.Single(input => input.Name == "spec").Type;

        Assert.Equal(CustomSchema.Texts(schema, "required"), route.Inputs.Where(input => input.Required).Select(input => input.Name));
        Assert.Empty(CustomSchema.Differences("spec", Package.Kubernetes.Objects[spec.Token], CustomSchema.Property(schema, "spec")!));
    }
}

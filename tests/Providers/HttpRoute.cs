using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Infra.Tests.Providers;

/// <summary>A custom resource as an engineer makes it typed: the package knows no routes.</summary>
sealed class HttpRoute(string name, HttpRouteArgs args, CustomResourceOptions? options = null) : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

sealed class HttpRouteArgs() : CustomResourceArgs("gateway.networking.k8s.io/v1", "HTTPRoute")
{
    [Input("spec", required: true)]
    public Input<HttpRouteSpecArgs> Spec { get; set; } = null!;
}

sealed class HttpRouteSpecArgs : ResourceArgs
{
    [Input("parentRefs")]
    public InputList<HttpParentRefArgs> ParentRefs { get; set; } = [];

    [Input("rules")]
    public InputList<HttpRuleArgs> Rules { get; set; } = [];
}

sealed class HttpParentRefArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }
}

sealed class HttpRuleArgs : ResourceArgs
{
    [Input("backendRefs")]
    public InputList<HttpBackendRefArgs> BackendRefs { get; set; } = [];
}

sealed class HttpBackendRefArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("port")]
    public Input<int>? Port { get; set; }

    [Input("weight")]
    public Input<int>? Weight { get; set; }
}

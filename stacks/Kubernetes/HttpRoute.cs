using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Infra.Stacks.Kubernetes;

/// <summary>An HTTPRoute of the Gateway API, version 1, which no package has typed: as much of it as these stacks say.</summary>
internal sealed class HttpRoute(string name, HttpRouteArgs args, CustomResourceOptions? options = null) : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);

internal sealed class HttpRouteArgs() : CustomResourceArgs("gateway.networking.k8s.io/v1", "HTTPRoute")
{
    [Input("spec", required: true)]
    public required Input<HttpRouteSpecArgs> Spec { get; init; }
}

internal sealed class HttpRouteSpecArgs : ResourceArgs
{
    [Input("parentRefs")]
    public InputList<ParentReferenceArgs> ParentRefs { get; init; } = [];

    [Input("hostnames")]
    public InputList<string> Hostnames { get; init; } = [];

    [Input("rules")]
    public InputList<HttpRouteRuleArgs> Rules { get; init; } = [];
}

internal sealed class ParentReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public required Input<string> Name { get; init; }

    [Input("sectionName")]
    public Input<string>? SectionName { get; init; }
}

internal sealed class HttpRouteRuleArgs : ResourceArgs
{
    [Input("matches")]
    public InputList<HttpRouteMatchArgs> Matches { get; init; } = [];

    [Input("filters")]
    public InputList<HttpRouteFilterArgs>? Filters { get; init; }

    /// <summary>A rule without any answers 500, as the API says.</summary>
    [Input("backendRefs")]
    public InputList<HttpBackendRefArgs> BackendRefs { get; init; } = [];
}

internal sealed class HttpRouteMatchArgs : ResourceArgs
{
    [Input("path")]
    public Input<HttpPathMatchArgs>? Path { get; init; }

    [Input("headers")]
    public InputList<HttpHeaderMatchArgs> Headers { get; init; } = [];
}

internal sealed class HttpPathMatchArgs : ResourceArgs
{
    [Input("type", required: true)]
    public required Input<string> Type { get; init; }

    [Input("value", required: true)]
    public required Input<string> Value { get; init; }

    /// <summary>What a pattern of the catalog means here: with a wildcard at its end it is all below.</summary>
    public static HttpPathMatchArgs Of(string pattern) => pattern.EndsWith('*')
        ? new() { Type = "PathPrefix", Value = pattern.TrimEnd('*').TrimEnd('/') is { Length: > 0 } path ? path : "/" }
        : new() { Type = "Exact", Value = pattern };
}

internal sealed class HttpHeaderMatchArgs : ResourceArgs
{
    [Input("name", required: true)]
    public required Input<string> Name { get; init; }

    [Input("value", required: true)]
    public required Input<string> Value { get; init; }
}

internal sealed class HttpBackendRefArgs : ResourceArgs
{
    [Input("name", required: true)]
    public required Input<string> Name { get; init; }

    [Input("port", required: true)]
    public required Input<int> Port { get; init; }

    [Input("weight")]
    public Input<int>? Weight { get; init; }
}

internal sealed class HttpRouteFilterArgs : ResourceArgs
{
    [Input("type", required: true)]
    public required Input<string> Type { get; init; }

    [Input("requestMirror")]
    public Input<HttpRequestMirrorArgs>? RequestMirror { get; init; }
}

internal sealed class HttpRequestMirrorArgs : ResourceArgs
{
    [Input("backendRef", required: true)]
    public required Input<HttpBackendRefArgs> BackendRef { get; init; }

    [Input("percent")]
    public Input<int>? Percent { get; init; }
}

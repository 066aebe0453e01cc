using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>What such an object has in common with all others; a kind adds inputs of its own.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    protected CustomResourceArgs(string apiVersion, string kind) =>
        (ApiVersion, Kind, Token) = (apiVersion, kind, $"kubernetes:{apiVersion}:{kind}");

    [Input("apiVersion", required: true)]
    public Input<string> ApiVersion { get; }

    [Input("kind", required: true)]
    public Input<string> Kind { get; }

    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Token { get; }
}

using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Configuration of one Kubernetes provider. Nothing is asked of a cluster: each name of one is a cluster of its own in the sandbox.</summary>
/// <param name="Cluster">The context, else the cluster, else the current context of the kubeconfig.</param>
/// <param name="Namespace">Of an object that names none.</param>
internal sealed partial record KubernetesSettings(string Cluster, string Namespace, bool IsConfigMapMutable, bool IsSecretMutable, bool AppliesOnServer)
{
    public static KubernetesSettings From(PropertyMap config) => new(
        config["context"]?.AsText ?? config["cluster"]?.AsText ?? CurrentContext(config["kubeconfig"]?.AsText ?? "") ?? "default",
        config["namespace"]?.AsText is { Length: > 0 } name ? name : "default",
        Is(config["enableConfigMapMutable"], otherwise: false),
        Is(config["enableSecretMutable"], otherwise: false),
        Is(config["enableServerSideApply"], otherwise: true));

    static bool Is(PropertyValue? value, bool otherwise) => value is null ? otherwise : JsonCodec.Unfold(value).AsBool ?? otherwise;

    static string? CurrentContext(string kubeconfig) => Current().Match(kubeconfig) is { Success: true } found ? found.Groups[1].Value : null;

    // YAML or JSON.
    [GeneratedRegex("""current-context"?\s*:\s*"?([^\s",}]+)""")]
    private static partial Regex Current();
}

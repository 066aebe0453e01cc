using Infra.Stacks.Environment;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Stacks.Kubernetes;

/// <summary>Who may ask the pods, and whom they may ask. Everything else is denied by the namespace.</summary>
internal static class Walls
{
    const int Dns = 53;
    const int Https = 443;

    public static NetworkPolicy Declare(EnvironmentSpec spec, ObjectMetaArgs metadata, CustomResourceOptions child) => new(spec.Name, new()
    {
        Metadata = metadata,
        Spec = new NetworkPolicySpecArgs
        {
            PodSelector = new LabelSelectorArgs { MatchLabels = Labels.Selector(spec) },
            PolicyTypes = { "Ingress", "Egress" },
            // Each controller runs its Gateways where it likes, so the port is what is told.
            Ingress = { new NetworkPolicyIngressRuleArgs { Ports = { Port(spec.Port, "TCP") } } },
            Egress =
            {
                new NetworkPolicyEgressRuleArgs { Ports = { Port(Dns, "UDP"), Port(Dns, "TCP") } },
                // Registries, secrets and telemetry; and the doors of the services that it asks.
                new NetworkPolicyEgressRuleArgs { Ports = spec.Dependencies.Append(Https).Distinct().Select(port => Port(port, "TCP")).ToArray() },
            },
        },
    }, child);

    static NetworkPolicyPortArgs Port(int port, string protocol) => new() { Port = port, Protocol = protocol };
}

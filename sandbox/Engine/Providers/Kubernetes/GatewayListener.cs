using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>One listener of a Gateway, and what it lets in.</summary>
internal sealed record GatewayListener(ClusterObject Gateway, PropertyMap Spec)
{
    public string Name => Spec["name"]?.AsText ?? "";
    public string Id => $"{Gateway.Key}#{Name}";
    public int Port => (int)(Spec["port"]?.AsNumber ?? 0);
    public string? Hostname => Spec["hostname"]?.AsText;
    public ListenerProtocol Protocol => Spec["protocol"]?.AsText == "HTTPS" ? ListenerProtocol.Https : ListenerProtocol.Http;

    public Listener Asked => new() { Id = Id, Port = Port, Protocol = Protocol, Default = new RuleAction { Response = new FixedResponse(404, "text/plain", "No route takes this request.\n") } };

    public static IEnumerable<GatewayListener> Of(ClusterObject gateway) =>
        (Manifest.At(gateway.Outputs, "spec.listeners")?.AsList ?? []).Select(spec => new GatewayListener(gateway, spec.AsMap));

    public bool LetsIn(ClusterObject route) => Manifest.Text(Spec, "allowedRoutes.namespaces.from") == "All" || route.Space == Gateway.Space;
}

namespace Infra.Catalog.Reading;

internal static class ClusterReader
{
    /// <summary>What a file says where a cluster has no Gateway.</summary>
    private const string NoGateway = "none";

    /// <summary>The sandbox always has a cluster; elsewhere there is one where the file names it.</summary>
    internal static ClusterSpec? Read(MapReader stage, string what, string otherwise, EngineKind engine, ListenPorts listen, Problems problems)
    {
        var isSandbox = engine == EngineKind.Sandbox;
        if (stage.Child("cluster", $"{what}: cluster") is not { } map)
            return isSandbox ? new() { Context = "sandbox", Namespace = otherwise, GatewayClass = "sandbox", Listen = listen } : null;

        var name = Scalars.Matching(Forms.Label(), "a name that Kubernetes takes: at most 63 lower-case letters, digits and hyphens, none of them at an end");
        var context = Scalars.Matching(Forms.Context(), "a context of a kubeconfig");
        var cluster = new ClusterSpec
        {
            Context = StageReader.Where(map, !isSandbox, "context", context, "prod-eu", "sandbox"),
            Namespace = map.Optional("namespace", name, otherwise),
            GatewayClass = StageReader.Where(map, !isSandbox, "gatewayClass", name, "eg", "sandbox") is var given && given == NoGateway ? null : given,
            Listen = StageReader.Listen(map, $"{what}: cluster", listen, problems),
            Prometheus = map.Optional("prometheus", Scalars.Matching(Forms.HttpUrl(), "a URL that begins with http:// or https://")),
        };
        map.End();
        return cluster;
    }
}

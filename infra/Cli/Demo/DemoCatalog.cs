using Infra.Catalog;

namespace Infra.Cli.Demo;

/// <summary>The demo's own infra.yaml: the shop, with steps that a person can wait for.</summary>
internal static class DemoCatalog
{
    internal const string Stage = "local";

    internal static string Yaml(ListenPorts ports, PlatformKind platform) => $$"""
        project: shop
        stages:
          {{Stage}}: { engine: sandbox, platform: {{platform.Word}}, listen: { production: {{ports.Production}}, test: {{ports.Test}} } }
        services:
          api:
            artefact: shop/api
            instance: t4g.small
            port: 8080
            health: { path: /healthz, interval: 5s, timeout: 2s }
            path: /products*
            replicas: 1
            drain: 1s
            stopTimeout: 5s
            rollout:
              strategy: blueGreen
              steps: [ { smoke: { path: /products, requests: 5 } } ]
              warm: 1s
          web:
            artefact: shop/web
            instance: t4g.small
            port: 8080
            health: { path: /healthz, interval: 5s, timeout: 2s }
            path: /*
            replicas: 2
            dependsOn: [api]
            drain: 1s
            stopTimeout: 5s
            rollout:
              strategy: canary
              steps:
                - { smoke: { path: /, requests: 10 } }
                - { setWeight: 20, bake: 5s }
                - { setWeight: 50, bake: 5s }
              gates:
                - { errors: { p1: 4% } }
                - { slow: { than: 250ms, p1: 10% } }
              hold: { for: 20s, then: return }
              warm: 4s
        """;
}

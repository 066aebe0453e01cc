using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Tests.Support;
using Pulumi.Testing;

namespace Infra.Tests.Stacks;

/// <summary>All that the program declares in stages that use all that a catalog can say: on each platform, with a side, before the first release and in the middle of a canary.</summary>
static class EveryStack
{
    const string Aws = """
        project: shop
        stages:
          prod:
            engine: pulumi
            platform: aws-ecs
            account: "111122223333"
            region: eu-west-1
            role: "arn:aws:iam::111122223333:role/deploy"
            zones: [eu-west-1a, eu-west-1b, eu-west-1c]
            costCentre: "4711"
            tags: { team: shop }
            certificate: "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b"
            webAcl: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/0a1b"
            kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/0a1b"
          fleet: { engine: pulumi, platform: aws-asg, account: "111122223333", region: eu-west-1 }
        services:
          api: { artefact: shop/api, instance: t4g.nano, port: 8080, health: /healthz, path: /api/* }
          web:
            artefact: shop/web
            instance: t4g.small
            port: 8080
            health: /healthz
            host: shop.example.com
            path: /shop/*
            dependsOn: [api]
            env: { GREETING: hello }
            secrets: { DATABASE_PASSWORD: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-a1b2c3" }
        """;

    const string Kubernetes = """
        project: shop
        stages:
          cluster: { engine: pulumi, platform: kubernetes, registry: ghcr.io/acme, costCentre: "4711", cluster: { context: prod-eu, namespace: shop-cluster, gatewayClass: eg } }
        services:
          api: { artefact: shop/api, port: 8080, health: /healthz, path: /api }
          web:
            artefact: shop/web
            port: 8080
            health: /healthz
            host: shop.example.com
            path: /shop/*
            dependsOn: [api]
            env: { GREETING: hello }
            secrets: { DATABASE_PASSWORD: web-db/password }
        """;

    static readonly Lazy<Task<ImmutableArray<MockResourceArgs>>> declared = new(DeclareAsync);

    /// <summary>Every registration, once for all tests; components, which are ours, left out.</summary>
    public static Task<ImmutableArray<MockResourceArgs>> DeclaredAsync() => declared.Value;

    static async Task<ImmutableArray<MockResourceArgs>> DeclareAsync() =>
    [
        .. await OfStageAsync("prod", Aws, Given.Digest, "arn:blue", "arn:green"),
        .. await OfStageAsync("fleet", Aws, "ami-0123456789abcdef0", "arn:blue", "arn:green"),
        .. await OfStageAsync("cluster", Kubernetes, Given.Digest, "shop-cluster/web-blue-1", "shop-cluster/web-green-2"),
        .. await OfStageAsync("cluster", Kubernetes.Replace("gatewayClass: eg", "gatewayClass: none", StringComparison.Ordinal), Given.Digest, "shop-cluster/web-blue-1", "shop-cluster/web-green-2", ("cluster.network", Given.FrontNetwork)),
    ];

    static async Task<IEnumerable<MockResourceArgs>> OfStageAsync(string stage, string catalog, string digest, string blueTargets, string greenTargets, params (string, ImmutableDictionary<string, object>)[] network)
    {
        var release = Given.Release() with { Digest = digest };
        var blue = network.Length > 0 ? Weight.All : Weight.Percent(95);
        var split = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, blue), Green = new(true, blue.Rest), Mirror = stage == "cluster" && network.Length == 0 ? new(Colour.Green, Weight.Percent(10)) : null, JournalHead = "abc" };
        var canary = Given.Stacks([
            .. network,
            ($"{stage}.web.traffic", Given.Traffic("blue", "f-blue", split.ToJson())),
            ($"{stage}.web.blue", Given.Environment(release, "f-blue", blueTargets)),
            ($"{stage}.web.green", Given.Environment(release with { Name = "v2" }, "f-green", greenTargets)),
            ($"{stage}.api.green", Given.Environment(release with { Artefact = "shop/api" }))]);
        var runs = new List<StackRun>();
        foreach (var stack in new[] { "network", "web.green", "api.green", "web.traffic", "api.traffic" }) runs.Add(await StackRun.OfAsync($"{stage}.{stack}", catalog, canary));
        return runs.SelectMany(run => run.Declared).Where(resource => !resource.Type!.StartsWith("infra:", StringComparison.Ordinal));
    }
}

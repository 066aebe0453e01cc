using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Tests.Support;

namespace Infra.Tests.Stacks;

/// <summary>A stage with a service, and what its stacks published.</summary>
static class Given
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public const string Catalog = """
        project: shop
        stages:
          local: { engine: sandbox, platform: aws-ecs, listen: { production: 8080, test: 8081 }, owner: shop-team }
          fleet: { engine: sandbox, platform: aws-asg, costCentre: "4711" }
          prod: { engine: pulumi, platform: aws-ecs, account: "111122223333", region: eu-west-1, role: "arn:aws:iam::111122223333:role/deploy" }
        services:
          api: { artefact: shop/api, instance: t4g.nano, port: 8080, health: /healthz, path: /api/* }
          web:
            artefact: shop/web
            instance: t4g.small
            port: 8080
            health: /healthz
            dependsOn: [api]
            env: { GREETING: hello }
            secrets: { DATABASE_PASSWORD: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-a1b2c3" }
        """;

    /// <summary>The same, with a secret that a cluster has, and no stage on AWS.</summary>
    public const string ClusterCatalog = """
        project: shop
        stages:
          cluster: { engine: sandbox, platform: kubernetes, owner: shop-team, cluster: { listen: { production: 8080, test: 8081 } } }
        services:
          api: { artefact: shop/api, port: 8080, health: /healthz, path: /api/* }
          web:
            artefact: shop/web
            port: 8080
            health: /healthz
            dependsOn: [api]
            env: { GREETING: hello }
            secrets: { DATABASE_PASSWORD: web-db/password }
        """;

    public static Release Release(string name = "v1") => new() { Name = name, Artefact = "shop/web", Digest = Digest };

    public static Dictionary<string, ImmutableDictionary<string, object>> Stacks(params IEnumerable<(string Stack, ImmutableDictionary<string, object> Outputs)> more)
    {
        var stacks = new Dictionary<string, ImmutableDictionary<string, object>>();
        foreach (var stage in new[] { "local", "prod", "fleet" })
            stacks[StackNames.Reference(StackNames.Network(stage))] = Network();
        stacks[StackNames.Reference(StackNames.Network("cluster"))] = Network().SetItem("doors", Door.ToJson(new Dictionary<string, Door> { ["api"] = Some.ClusterDoor, ["web"] = Some.ClusterDoor }));
        foreach (var (stack, outputs) in more) stacks[StackNames.Reference(stack)] = outputs;
        return stacks;
    }

    public static ImmutableDictionary<string, object> Network(params IEnumerable<string> services) => Outputs(
        ("vpcId", "vpc-1"), ("privateSubnetIds", ImmutableArray.Create<object>("subnet-1", "subnet-2")), ("serviceSecurityGroupId", "sg-1"),
        ("namespace", "shop-cluster"), ("gateway", "shop"), ("clusterArn", "arn:cluster"), ("clusterName", "local-1"), ("doors", Door.ToJson(services.DefaultIfEmpty("web").Append("api").ToDictionary(service => service, _ => Some.Door))));

    /// <summary>Of a cluster without a Gateway.</summary>
    public static ImmutableDictionary<string, object> FrontNetwork => Outputs(("namespace", "shop-cluster"), ("doors", Door.ToJson(new[] { "api", "web" }.ToDictionary(service => service, service => new Door
    {
        ProductionListener = $"shop-cluster/{service}",
        TestListener = "",
        ProductionUrl = $"http://{service}.shop-cluster:8080",
        TestUrl = "",
    }))));

    public static ImmutableDictionary<string, object> Environment(Release release, string fingerprint = "f1", string targets = "arn:targets") => Outputs(
        ("release", release.ToJson()), ("fingerprint", fingerprint), ("targets", targets), ("workload", "arn:service"), ("testHeaderValue", "web-blue"));

    public static ImmutableDictionary<string, object> Traffic(string serving, string fingerprint, string? split = null) => Outputs(
        ("serving", serving), ("servingFingerprint", fingerprint), ("traffic", split ?? TrafficSplit.Nobody.ToJson()));

    static ImmutableDictionary<string, object> Outputs(params (string Name, object Value)[] outputs) => outputs.ToImmutableDictionary(output => output.Name, output => output.Value);
}

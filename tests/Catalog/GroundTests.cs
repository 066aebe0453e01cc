using Infra.Catalog;

namespace Infra.Tests.Catalog;

/// <summary>What each platform needs of a stage and of a service, told before anything is made.</summary>
public sealed class GroundTests
{
    const string Aws = "local: { engine: sandbox, platform: aws-ecs }";
    const string Front = "local: { engine: sandbox, platform: aws-ecs, cluster: { gatewayClass: none, listen: { production: 8090, test: 8091 } } }";

    [Fact]
    public void A_service_names_its_platform_per_stage_and_otherwise_has_the_stages()
    {
        var catalog = Parse("local: { engine: sandbox, platform: aws-ecs, cluster: { listen: { production: 8090, test: 8091 } } }", "platform: { local: kubernetes }");

        Assert.Equal(PlatformKind.Kubernetes, catalog.Service("web").PlatformIn(catalog.Stage("local")));
        Assert.Equal(PlatformKind.AwsEcs, catalog.Service("api").PlatformIn(catalog.Stage("local")));
        Assert.Equal(new ClusterSpec { Context = "sandbox", Namespace = "shop-local", GatewayClass = "sandbox", Listen = new(8090, 8091) }, catalog.Stage("local").Cluster);
    }

    [Fact]
    public void A_stage_that_is_all_Kubernetes_needs_no_account()
    {
        var stage = Parse("prod: { engine: pulumi, platform: kubernetes, registry: ghcr.io/acme, cluster: { context: prod-eu, gatewayClass: eg } }").Stage("prod");

        Assert.False(stage.HasAccount);
        Assert.Equal("prod-eu", stage.Cluster!.Context);
    }

    [Fact]
    public void A_cluster_without_a_Gateway_says_so()
    {
        var catalog = Parse(Front, "platform: { local: kubernetes }");

        Assert.Null(catalog.Stage("local").Cluster!.GatewayClass);
        Assert.True(catalog.Service("web").HasNoGatewayIn(catalog.Stage("local")));
        Assert.False(catalog.Service("api").HasNoGatewayIn(catalog.Stage("local")));
    }

    [Theory]
    [InlineData(Front, "platform: { local: kubernetes }\n    rollout: { strategy: canary, steps: [ { setWeight: 5, bake: 1m } ] }", "service web runs on kubernetes in stage local and comes in without a Gateway (gatewayClass: none), so nobody can give a canary its share; say `strategy: blueGreen`, or give the cluster a gatewayClass")]
    [InlineData("local: { engine: sandbox, platform: kubernetes, cluster: { gatewayClass: none } }", "", "service web runs on kubernetes in stage local and comes in without a Gateway (gatewayClass: none), as api does, and in the sandbox both would listen on port 8080 of this machine")]
    [InlineData("local: { engine: sandbox, platform: kubernetes, cluster: { gatewayClass: none } }", "platform: { local: aws-ecs }\n    dependsOn: [api]", "service web runs on aws-ecs in stage local and asks api, which comes in by a Service that only the cluster knows by name")]
    [InlineData(Aws, "rollout: { strategy: blueGreen, steps: [ { mirror: 10, pause: 1m } ] }", "service web runs on aws-ecs in stage local and mirrors requests, which a load balancer can't; take the step mirror out of its rollout, or run it on kubernetes")]
    [InlineData(Aws, "rollout: { strategy: blueGreen, steps: [ { mirror: 10 } ] }", "service web: rollout: step lacks pause; add `pause: 10m`")]
    [InlineData(Aws, "rollout: { strategy: canary, steps: [ { setWeight: 5, bake: 1m }, { mirror: 10, pause: 1m } ] }", "a mirror behind setWeight sends copies to a side that has users; put it before the first setWeight")]
    [InlineData(Front, "platform: { local: kubernetes }\n    rollout: { strategy: blueGreen, steps: [ { mirror: 10, pause: 1m } ] }", "comes in without a Gateway (gatewayClass: none), so nobody can mirror its requests; take the step mirror out of its rollout, or give the cluster a gatewayClass")]
    [InlineData("local: { engine: sandbox, platform: docker }", "", "\"docker\" is not a platform; known: aws-ecs, aws-asg, kubernetes")]
    [InlineData("local: { engine: sandbox, platform: aws-asg }", "", "service web runs on aws-asg in stage local and names no instance type; add `instance: t4g.small`")]
    [InlineData("local: { engine: sandbox, platform: kubernetes }", "path: /a*/b", "service web runs on kubernetes in stage local and takes /a*/b, which a Gateway can't tell")]
    [InlineData("local: { engine: sandbox, platform: kubernetes }", "stickiness: 1h", "service web runs on kubernetes in stage local and keeps users with their side (stickiness), which an HTTPRoute can't; take stickiness out, or run it on aws-ecs or aws-asg")]
    [InlineData(Aws, "stickiness: 8d", "infra.yaml(10,17): service web: stickiness")]
    [InlineData("local: { engine: sandbox, platform: kubernetes }", "secrets: { A: \"arn:aws:ssm:eu-west-1:111122223333:parameter/a\" }", "its secret A is arn:aws:ssm:eu-west-1:111122223333:parameter/a; there it is NAME/KEY of a Secret in the namespace")]
    [InlineData("local: { engine: sandbox, platform: aws-ecs }", "secrets: { A: web-db/password }", "its secret A is web-db/password; there it is the ARN of a secret or parameter")]
    [InlineData("local: { engine: sandbox, platform: aws-ecs }", "platform: { local: kubernetes }", "api comes in by a load balancer and web by a Gateway, and both would listen on port 8080 of this machine")]
    [InlineData("local: { engine: sandbox, platform: aws-ecs }", "platform: { prod: kubernetes }", "knows no key \"prod\"; it knows: local")]
    [InlineData("prod: { engine: pulumi, platform: kubernetes, registry: ghcr.io/acme }", "", "stage prod: api runs on kubernetes there; add `cluster: { context: prod-eu, gatewayClass: eg }`")]
    [InlineData("prod: { engine: pulumi, platform: kubernetes, cluster: { context: prod-eu, gatewayClass: eg } }", "", "nobody says where its image comes from; add `registry: ghcr.io/acme`")]
    [InlineData("prod: { engine: pulumi, platform: kubernetes, registry: ghcr.io/acme, cluster: { context: prod-eu, gatewayClass: eg } }", "platform: { prod: aws-ecs }", "stage prod: web runs on aws-ecs there; add account and region")]
    public void What_a_platform_lacks_is_told_with_its_remedy(string stage, string web, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<BadInputException>(() => Parse(stage, web)).Message, StringComparison.Ordinal);

    static ServiceCatalog Parse(string stage, string web = "") => ServiceCatalog.Parse($$"""
        project: shop
        stages:
          {{stage}}
        services:
          api: { artefact: shop/api, port: 8080, health: /healthz, path: /api/*, instance: t4g.nano }
          web:
            artefact: shop/web
            port: 8080
            health: /healthz
            {{web}}
        """);
}

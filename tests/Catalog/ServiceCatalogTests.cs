using Infra.Catalog;
using Infra.Catalog.Rollouts;

namespace Infra.Tests.Catalog;

public sealed class ServiceCatalogTests
{
    private const string Small = """
        project: shop
        stages:
          local: { engine: sandbox, platform: kubernetes }
        services:
          web:
            artefact: shop/web
            port: 8080
            health: /healthz
            dependsOn: [api]
            rollout:
              strategy: canary
              steps: [ { smoke: { path: /, requests: 3 } }, { mirror: 10, pause: 2m }, { setWeight: 5, bake: 500ms }, { pause: 2s }, { setWeight: 25% }, { bake: 1.5h } ]
              gates: [ { errors: { p1: 2% } }, { slow: { than: 250ms } } ]
              hold: { for: 30s, then: proceed }
              warm: 1h
          api: { artefact: shop/api, port: 9090, health: { path: /up, interval: 5s, timeout: 2s }, path: /api/*, priority: 1, env: { MODE: full } }
        """;

    [Fact]
    public void A_small_file_says_all_that_stacks_and_orchestrator_need()
    {
        var catalog = ServiceCatalog.Parse(Small);

        var web = catalog.Service("web");
        Assert.Equal("shop", catalog.Project);
        Assert.Equal(EngineKind.Sandbox, catalog.Stage("local").Engine);
        Assert.Equal(["eu-west-1a", "eu-west-1b"], catalog.Stage("local").Zones);
        Assert.Equal("/healthz", web.Health.Path);
        Assert.Equal(100, web.Route.Priority);
        Assert.Equal("full", catalog.Service("api").Env["MODE"]);
        Assert.Equal(
            [
                new RolloutStep.Smoke("/", 3),
                new RolloutStep.Mirror(Weight.Percent(10), TimeSpan.FromMinutes(2)),
                new RolloutStep.SetWeight(Weight.Percent(5), TimeSpan.FromMilliseconds(500)),
                new RolloutStep.Pause(TimeSpan.FromSeconds(2)),
                new RolloutStep.SetWeight(Weight.Percent(25), TimeSpan.Zero),
                new RolloutStep.Watch(TimeSpan.FromHours(1.5)),
            ],
            web.Rollout.Steps.AsEnumerable());
        Assert.Equal(
            [
                new GateSpec.Errors(Share.Of(0.02), Share.Of(0.005)),
                new GateSpec.Slow(TimeSpan.FromMilliseconds(250), Share.Of(0.05), Share.Of(0.0125)),
            ],
            web.Rollout.Gates.AsEnumerable());
        Assert.Equal(new HoldSpec(TimeSpan.FromSeconds(30), AfterHold.Proceed), web.Rollout.Hold);
    }

    [Fact]
    public void A_service_comes_after_all_that_it_depends_on() =>
        Assert.Equal(["api", "web"], ServiceCatalog.Parse(Small).InDependencyOrder().Select(s => s.Name));

    [Fact]
    public void An_unknown_service_or_stage_lists_the_known_ones_nearest_first()
    {
        var catalog = ServiceCatalog.Parse(Small);

        Assert.Equal("infra.yaml knows no service \"apu\"; its services are: api, web.", Assert.Throws<BadInputException>(() => catalog.Service("apu")).Message);
        Assert.Equal("infra.yaml knows no stage \"lokal\"; its stages are: local.", Assert.Throws<BadInputException>(() => catalog.Stage("lokal")).Message);
    }

    [Fact]
    public void What_the_README_shows_of_platforms_is_right()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var shown = readme.Split("```yaml\n")[1].Split("```")[0];

        var catalog = ServiceCatalog.Parse($"project: shop\n{shown}");

        Assert.Equal(
            [PlatformKind.Kubernetes, PlatformKind.AwsAsg, PlatformKind.AwsEcs],
            new[] { "search", "batch", "web" }.Select(service => catalog.Service(service).PlatformIn(catalog.Stage("prod"))));
    }

    [Fact]
    public void The_file_of_this_project_is_right()
    {
        var catalog = ServiceCatalog.Load(Repository.Root);

        Assert.Equal(["local", "prod"], catalog.Stages.Select(s => s.Name));
        Assert.Equal(["api", "web"], catalog.InDependencyOrder().Select(s => s.Name));
    }
}

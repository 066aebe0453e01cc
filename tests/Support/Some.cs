using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Support;

/// <summary>Values that are fine where a test doesn't care.</summary>
static class Some
{
    public static ServiceKey Web { get; } = new("local", "web");

    public static Holder Holder { get; } = new("alice", "here", 1);

    public static DateTimeOffset Noon { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static Door Door { get; } = new() { ProductionListener = "arn:production", TestListener = "arn:test", ProductionUrl = "http://127.0.0.1:8080", TestUrl = "http://127.0.0.1:8081" };

    public static Door ClusterDoor { get; } = Door with { ProductionListener = "shop-cluster/shop#production", TestListener = "shop-cluster/shop#test" };

    public static Release Release(string name) => new() { Name = name, Artefact = "shop/web", Digest = $"sha256:{name.PadRight(64, '0')}" };

    public static RolloutSpec Canary(params RolloutStep[] steps) => new()
    {
        Strategy = Strategy.Canary,
        Steps = steps.Length > 0 ? [.. steps] : [new RolloutStep.SetWeight(Weight.Percent(10), TimeSpan.FromMinutes(1)), new RolloutStep.SetWeight(Weight.Percent(50), TimeSpan.FromMinutes(1))],
        Gates = [new GateSpec.Errors(Share.Of(0.02), Share.Of(0.005)), new GateSpec.Slow(TimeSpan.FromMilliseconds(250), Share.Of(0.05), Share.Of(0.0125))],
        Ready = TimeSpan.FromSeconds(30),
        Hold = new(TimeSpan.FromMinutes(1), AfterHold.Return),
        Warm = TimeSpan.FromSeconds(30),
    };

    public static RolloutSpec BlueGreen() => Canary() with { Strategy = Strategy.BlueGreen, Steps = [new RolloutStep.Smoke("/", 3)] };

    public static Service Service(RolloutSpec? rollout = null) => new()
    {
        Name = "web",
        Artefact = "shop/web",
        Port = 8080,
        Health = new() { Path = "/healthz" },
        Replicas = 2,
        Route = new() { Path = "/*", Priority = 100 },
        Cpu = 256,
        Memory = 512,
        Drain = TimeSpan.FromSeconds(5),
        StopTimeout = TimeSpan.FromSeconds(10),
        Env = ImmutableSortedDictionary<string, string>.Empty,
        Secrets = ImmutableSortedDictionary<string, string>.Empty,
        DependsOn = [],
        Rollout = rollout ?? Canary(),
    };

    public static Stage Stage() => new()
    {
        Name = "local",
        Engine = EngineKind.Sandbox,
        Platform = PlatformKind.AwsEcs,
        Account = "000000000000",
        Region = "eu-west-1",
        Journal = ".infra/journal",
        Listen = new(8080, 8081),
        Zones = [],
        VpcCidr = "10.0.0.0/16",
        Owner = "team",
        Tags = ImmutableSortedDictionary<string, string>.Empty,
    };

    public static RolloutRequest Request(string release, RolloutSpec? rollout = null) =>
        new() { Stage = Stage(), Service = Service(rollout), Release = Release(release) };

    public static TrafficSplit Serving(Colour colour) =>
        TrafficSplit.Nobody.With(colour, new(true, Weight.All)) with { Serving = colour };

    public static Plan Plan(RolloutSpec? rollout = null, Present? present = null) =>
        Planner.Plan(new("web-2"), Web, Service(rollout), Release("v2"), present ?? new() { Split = Serving(Colour.Blue), Blue = Release("v1"), Green = Infra.Catalog.Release.None });
}

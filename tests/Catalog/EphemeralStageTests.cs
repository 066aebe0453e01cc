using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class EphemeralStageTests
{
    private static readonly ServiceCatalog _catalog = ServiceCatalog.Parse("""
        project: shop
        stages:
          local: { engine: sandbox, platform: aws-ecs, listen: { production: 8080, test: 8081 }, cluster: { namespace: mine, listen: { production: 8082, test: 8083 } } }
        services:
          web: { artefact: shop/web, port: 8080, health: /healthz, instance: t4g.small, platform: { local: aws-asg }, sizes: { local: { replicas: 3 } } }
        """);

    private static readonly EphemeralStage _branch = new() { From = "local", Expires = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero), PortShift = 20 };

    private static readonly Stage _local = _catalog.Stage("local");

    [Fact]
    public void It_has_the_values_of_the_stage_it_is_made_from_at_ports_and_in_a_namespace_of_its_own()
    {
        var stage = _catalog.With("pr-1", _branch).Stage("pr-1");
        var web = _catalog.Service("web");

        Assert.Equal((3, PlatformKind.AwsAsg), (web.In(stage).Replicas, web.PlatformIn(stage)));
        Assert.Equal((8100, 8101, 8102, 8103), (stage.Listen.Production, stage.Listen.Test, stage.Cluster!.Listen.Production, stage.Cluster.Listen.Test));
        Assert.Equal("shop-pr-1", stage.Cluster.Namespace);
        Assert.Equal(_local.Journal, stage.Journal);
    }

    [Fact]
    public void What_travels_as_text_comes_back_the_same() => Assert.Equal(_branch, EphemeralStage.FromJson(_branch.ToJson()));

    [Fact]
    public void Its_ports_are_the_nearest_that_nobody_has()
    {
        Assert.Equal(10, EphemeralStage.FreeShift(_local, ImmutableHashSet<int>.Empty));
        Assert.Equal(30, EphemeralStage.FreeShift(_local, ImmutableHashSet.Create(8090, 8103)));
        Assert.StartsWith("No ports are free above 8083", Assert.Throws<BadInputException>(() => EphemeralStage.FreeShift(_local, Enumerable.Range(1, 65535).ToHashSet())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_expires_at_its_time_and_not_before()
    {
        Assert.False(_branch.HasExpired(_branch.Expires.AddTicks(-1)));
        Assert.True(_branch.HasExpired(_branch.Expires));
    }

    [Fact]
    public void One_whose_origin_has_left_the_file_is_told_with_how_to_mend_it() => Assert.Equal(
        "Stage pr-1 was made from staging, which infra.yaml doesn't know; its stages are: local. Put staging back to work on pr-1.",
        Assert.Throws<BadInputException>(() => _catalog.With("pr-1", _branch with { From = "staging" })).Message);
}

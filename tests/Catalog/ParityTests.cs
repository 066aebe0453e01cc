using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class ParityTests
{
    private const string Catalog = """
        project: shop
        mayDiffer: [replicas]
        stages:
          staging: { engine: pulumi, platform: aws-ecs, account: "111122223333", region: eu-west-1 }
          prod: { engine: pulumi, platform: aws-ecs, account: "444455556666", region: eu-west-1, webAcl: "arn:aws:wafv2:eu-west-1:444455556666:regional/webacl/shop/a1b2" }
        services:
          web:
            artefact: shop/web
            port: 8080
            health: /healthz
            sizes: { prod: { replicas: 6, cpu: 1024, memory: 2048 } }
        """;

    [Fact]
    public void A_service_has_another_size_where_the_stage_says_so()
    {
        var catalog = ServiceCatalog.Parse(Catalog);

        Assert.Equal((6, 1024, 2048), Size("prod"));
        Assert.Equal((2, 256, 512), Size("staging"));

        (int, int, int) Size(string stage) => catalog.Service("web").In(catalog.Stage(stage)) is var web ? (web.Replicas, web.Cpu, web.Memory) : default;
    }

    [Fact]
    public void Every_difference_is_shown_and_what_is_not_declared_stands_out()
    {
        var catalog = ServiceCatalog.Parse(Catalog);

        Assert.Equal(
            [
                new("account", "111122223333", "444455556666", IsDeclared: true),
                new("webAcl", "", "there is one", IsDeclared: false),
                new("web.replicas", "2", "6", IsDeclared: true),
                new("web.cpu", "256", "1024", IsDeclared: false),
                new("web.memory", "512", "2048", IsDeclared: false),
            ],
            Parity.Between(catalog, catalog.Stage("staging"), catalog.Stage("prod")).AsEnumerable());
    }

    [Fact]
    public void A_stage_is_like_itself() =>
        Assert.Empty(Parity.Between(ServiceCatalog.Parse(Catalog), ServiceCatalog.Parse(Catalog).Stage("prod"), ServiceCatalog.Parse(Catalog).Stage("prod")));

    [Theory]
    [InlineData("mayDiffer: [replicas]", "mayDiffer: [colour]", "\"colour\" is not something that stages may differ in; known: platform, replicas")]
    [InlineData("memory: 2048", "memory: 3000", "cpu 1024 does not go with memory 3000")]
    [InlineData("sizes: { prod:", "sizes: { live:", "service web: sizes knows no key \"live\"; it knows: staging, prod")]
    public void A_mistake_is_told_with_its_remedy(string right, string wrong, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<BadInputException>(() => ServiceCatalog.Parse(Catalog.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;
using Infra.Platforms;
using Infra.Platforms.Kubernetes;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

public sealed class KubernetesQuotasTests
{
    static readonly Service web = Some.Service() with { Cpu = 512, Memory = 256 };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("requests.cpu", "4", "2")]
    [InlineData("limits.memory", "2Gi", "1Gi")]
    [InlineData("pods", "10", "6")]
    [InlineData("services", "1", "1")]
    public async Task A_second_side_that_just_fits_is_let_in(string resource, string hard, string used)
    {
        await using var stand = await KubernetesStand.StartAsync();
        Limit(stand, resource, hard, used);

        Assert.IsType<QuotaAnswer.Enough>(await stand.Own.Quotas.AskAsync(web, PlatformKind.Kubernetes, 4, Ct));
    }

    [Theory]
    [InlineData("requests.cpu", "4", "2100m", "4 replicas of web need 2 CPU beside 2.1 CPU in use, and the ResourceQuota shop-local/team allows 4 CPU (requests.cpu). Raise it to 4.1 CPU at least: `kubectl edit resourcequota team -n shop-local`.")]
    [InlineData("limits.memory", "2Gi", "1200Mi", "4 replicas of web need 1024Mi beside 1200Mi in use, and the ResourceQuota shop-local/team allows 2048Mi (limits.memory). Raise it to 2224Mi at least: `kubectl edit resourcequota team -n shop-local`.")]
    [InlineData("pods", "10", "7", "4 replicas of web need 4 pods beside 7 pods in use, and the ResourceQuota shop-local/team allows 10 pods (pods). Raise it to 11 pods at least: `kubectl edit resourcequota team -n shop-local`.")]
    public async Task What_lacks_is_told_with_how_to_raise_it(string resource, string hard, string used, string says)
    {
        await using var stand = await KubernetesStand.StartAsync();
        Limit(stand, resource, hard, used);

        Assert.Equal(says, Assert.IsType<QuotaAnswer.Lacking>(await stand.Own.Quotas.AskAsync(web, PlatformKind.Kubernetes, 4, Ct)).Says);
    }

    [Fact]
    public async Task A_quota_for_some_pods_only_says_nothing()
    {
        await using var stand = await KubernetesStand.StartAsync();
        Limit(stand, "pods", "1", "1", new JsonObject { ["scopes"] = new JsonArray("BestEffort") });

        Assert.IsType<QuotaAnswer.Enough>(await stand.Own.Quotas.AskAsync(web, PlatformKind.Kubernetes, 4, Ct));
    }

    [Theory]
    [InlineData("500m", 0.5)]
    [InlineData("1.5", 1.5)]
    [InlineData("128Mi", 134217728)]
    [InlineData("1G", 1000000000)]
    [InlineData("2e3", 2000)]
    [InlineData("100u", 0.0001)]
    public void Amounts_are_read_as_Kubernetes_writes_them(string text, double amount) => Assert.Equal((decimal)amount, Quantity.Parse(text));

    [Fact]
    public void What_is_no_amount_is_refused() => Assert.Throws<PlatformException>(() => Quantity.Parse("many"));

    static void Limit(KubernetesStand stand, string resource, string hard, string used, JsonObject? spec = null) => stand.Kubernetes.Put("/api/v1/namespaces/shop-local/resourcequotas/team", new()
    {
        ["kind"] = "ResourceQuota",
        ["metadata"] = new JsonObject { ["name"] = "team", ["namespace"] = "shop-local" },
        ["spec"] = spec ?? [],
        ["status"] = new JsonObject { ["hard"] = new JsonObject { [resource] = hard }, ["used"] = new JsonObject { [resource] = used } },
    });
}

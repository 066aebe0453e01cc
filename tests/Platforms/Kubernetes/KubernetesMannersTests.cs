using Infra.Catalog;
using Infra.Platforms;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>What goes wrong between us and an API server, and what is done about it.</summary>
public sealed class KubernetesMannersTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_throttled_waits_as_long_as_the_server_asks_for()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Kubernetes.TooMany = 2;

        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Equal(TimeSpan.FromSeconds(2), stand.Time.Waited);
    }

    [Fact]
    public async Task Who_is_throttled_for_long_gives_up_and_says_so()
    {
        await using var stand = await KubernetesStand.StartAsync();
        stand.Kubernetes.TooMany = 1000;

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("refused GET /apis/gateway.networking.k8s.io/v1/namespaces/local/httproutes/web with TooManyRequests", refusal.Message);
        Assert.Equal(6, stand.Kubernetes.Asked.Count);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_made_anew_once()
    {
        await using var stand = await KubernetesStand.StartAsync(anew => anew ? "alices-token" : "an-old-token");

        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task Credentials_that_are_not_taken_are_a_sentence_that_says_how_to_go_on()
    {
        await using var stand = await KubernetesStand.StartAsync(_ => "mallorys-token");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("doesn't take these credentials (401). Sign in again, and go on.", refusal.Message);
        Assert.Equal(2, stand.Kubernetes.Asked.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Endpoints_in_many_pages_are_all_counted_also_when_a_page_comes_too_late(bool isTooLate)
    {
        await using var stand = await KubernetesStand.StartAsync();
        await stand.RunAsync(Colour.Blue, isFit: true);
        await stand.RunAsync(Colour.Green, isFit: true);
        stand.Kubernetes.Page = 1;
        stand.Kubernetes.PageIsTooOld = isTooLate;

        var health = await stand.Health.ReadAsync(stand.Route, Colour.Blue, Ct);

        // A pod has an address of each family, and is one pod; one that ends is none any more.
        Assert.Equal((2, 2, ""), (health.Healthy, health.Wanted, health.Says));
    }
}

using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;
using Infra.Tests.Support;

namespace Infra.Tests.World;

/// <summary>The router alone, between two targets, with clients that keep cookies.</summary>
public sealed class StickinessTests : IAsyncLifetime
{
    readonly ManualTime time = new();
    readonly Router router;
    readonly int port = FreePort.Next();
    readonly RawTarget blue = Answering("blue"), green = Answering("green");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public StickinessTests() => router = new(time, new Chance(new Random(1)), new Activity(time), () => throw new NotSupportedException("No port here speaks TLS."));

    public async ValueTask InitializeAsync() => await router.OpenAsync(port, ListenerProtocol.Http, Ct);

    public async ValueTask DisposeAsync()
    {
        await router.DisposeAsync();
        await blue.DisposeAsync();
        await green.DisposeAsync();
    }

    [Fact]
    public async Task A_client_comes_back_to_the_side_that_answered_it()
    {
        Set(blue: 50, green: 50, TimeSpan.FromMinutes(1));

        foreach (var _ in Enumerable.Range(0, 10))
        {
            using var client = new Client(port);
            var first = await client.AskAsync();
            for (var again = 0; again < 5; again++) Assert.Equal(first, await client.AskAsync());
        }
        Assert.True(blue.Requests > 0 && green.Requests > 0);
    }

    [Fact]
    public async Task Every_answer_begins_its_time_anew_and_after_that_it_is_a_new_client()
    {
        Set(blue: 0, green: 100, TimeSpan.FromMinutes(1));
        using var client = new Client(port);
        await client.AskAsync();
        Set(blue: 100, green: 0, TimeSpan.FromMinutes(1));

        time.Advance(TimeSpan.FromSeconds(59));
        var kept = await client.AskAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        var keptOn = await client.AskAsync();
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(("green", "green", "blue"), (kept, keptOn, await client.AskAsync()));
    }

    [Fact]
    public async Task Whatever_a_cookie_says_a_rule_that_is_not_sticky_follows_its_weights()
    {
        Set(blue: 0, green: 100, TimeSpan.FromMinutes(1));
        using var client = new Client(port);
        await client.AskAsync();

        Set(blue: 100, green: 0, null);

        Assert.Equal("blue", await client.AskAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tea")]
    [InlineData("Z3JlZW4=")]
    [InlineData("OTk5OTk5OTk5OTkgcHVycGxl")] // 99999999999 purple
    public async Task A_cookie_that_says_nothing_makes_a_new_client(string cookie)
    {
        Set(blue: 100, green: 0, TimeSpan.FromMinutes(1));
        using var client = new Client(port);
        client.Cookie = $"AWSALBTG={cookie}";

        Assert.Equal("blue", await client.AskAsync());
    }

    void Set(int blue, int green, TimeSpan? stickiness) => router.Swap(RoutingTable.Build(
        new Desired
        {
            TargetGroups = new Desired().TargetGroups.Add("blue", Some.Group("blue")).Add("green", Some.Group("green")),
            Listeners = new Desired().Listeners.Add("production", Some.Listener(port) with { Default = new RuleAction { Forward = [new("blue", blue), new("green", green)], Stickiness = stickiness } }),
        },
        id => [new Upstream((id == "blue" ? this.blue : this.green).Port)], new Metrics()));

    static RawTarget Answering(string name) => new((stream, _) => RawTarget.SendAsync(stream, $"HTTP/1.1 200 OK\nSet-Cookie: own=1\nContent-Length: {name.Length}\n\n{name}"));

    /// <summary>Keeps the balancer's cookie whatever its end, which the router must judge by itself.</summary>
    sealed class Client(int port) : IDisposable
    {
        readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };

        public string? Cookie { get; set; }

        public async Task<string> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/");
            if (Cookie is not null) request.Headers.Add("Cookie", $"other=1; {Cookie}");
            using var answer = await http.SendAsync(request, Ct);
            var set = answer.Headers.GetValues("Set-Cookie").ToList();
            Assert.Contains("own=1", set);
            Cookie = set.Select(each => each.Split(';')[0]).SingleOrDefault(each => each.StartsWith("AWSALBTG=", StringComparison.Ordinal)) ?? Cookie;
            return await answer.Content.ReadAsStringAsync(Ct);
        }

        public void Dispose() => http.Dispose();
    }
}

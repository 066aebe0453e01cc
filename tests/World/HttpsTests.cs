using System.Net;
using System.Net.Sockets;
using Infra.Sandbox.World.Model;
using Infra.Tests.Support;

namespace Infra.Tests.World;

/// <summary>A listener of protocol HTTPS: HTTP/2 and HTTP/1.1 in front, the same manners behind.</summary>
public sealed class HttpsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--http2", "2")]
    [InlineData("--http1.1", "1.1")]
    public async Task Curl_trusts_the_certificate_and_gets_the_version_it_asks_for(string asks, string gets)
    {
        await using var router = await LocalRouter.StartAsync(ListenerProtocol.Https);
        await using var target = new RawTarget((stream, _) => RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 3\nConnection: keep-alive\nKeep-Alive: timeout=5\n\nabc"));
        router.Route(target);

        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            var (code, said) = await Tool.RunAsync("curl", "curl", "--silent", "--show-error", "--noproxy", "*", "--ipv4", asks, "--cacert", router.Certificate,
                "--header", "Cookie: a=1", "--write-out", " %{http_version}", $"https://{host}:{router.Port}/a%2Fb/../c?q=%20x", "--path-as-is");

            Assert.Equal((0, $"abc {gets}"), (code, said));
            Assert.StartsWith("GET /a%2Fb/../c?q=%20x HTTP/1.1\r\n", target.LastHead);
            Assert.Contains($"Host: {host}:{router.Port}\r\n", target.LastHead);
            Assert.Contains("Cookie: a=1\r\n", target.LastHead);
            Assert.Contains("X-Forwarded-Proto: https\r\n", target.LastHead);
            Assert.Contains($"X-Forwarded-Port: {router.Port}\r\n", target.LastHead);
            Assert.Contains("X-Forwarded-For: 127.0.0.1\r\n", target.LastHead);
            Assert.DoesNotContain(":authority", target.LastHead);
        }
        Assert.Equal(2, router.Counters().Requests("blue", "200"));
    }

    [Fact]
    public async Task A_client_that_does_not_know_the_certificate_is_not_talked_into_it()
    {
        await using var router = await LocalRouter.StartAsync(ListenerProtocol.Https);

        var (code, said) = await Tool.RunAsync("curl", "curl", "--silent", "--show-error", "--noproxy", "*", $"https://127.0.0.1:{router.Port}/");

        Assert.Equal(60, code);
        Assert.Contains("self-signed certificate", said);
        Assert.Equal(0, router.Counters().Requests());
    }

    [Fact]
    public async Task A_listener_in_the_clear_stays_with_http_1_when_curl_would_upgrade_and_sends_others_back_to_it()
    {
        await using var router = await LocalRouter.StartAsync(ListenerProtocol.Http);
        await using var target = new RawTarget((stream, _) => RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc"));
        router.Route(target);

        var (code, said) = await Tool.RunAsync("curl", "curl", "--silent", "--noproxy", "*", "--http2", "--write-out", " %{http_version}", router.Address.ToString());
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, router.Port, Ct);
        await client.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray(), Ct);
        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer, Ct);

        Assert.Equal((0, "abc 1.1"), (code, said));
        Assert.DoesNotContain("HTTP2-Settings", target.LastHead);
        Assert.DoesNotContain("Upgrade", target.LastHead);
        // A GOAWAY frame whose reason is HTTP_1_1_REQUIRED.
        var frame = answer.ToArray();
        Assert.Equal((7, 0x0d), (frame[3], frame[16]));
        Assert.Equal(1, router.Counters().Requests());
    }

    [Fact]
    public async Task A_listener_changes_its_protocol_in_place_and_keeps_its_certificate_over_restarts()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        Assert.Null((await world.Client.StatusAsync(Ct)).Certificate);

        await world.Client.PutAsync(Some.Listener(world.Port) with { Protocol = ListenerProtocol.Https }, Ct);
        var certificate = (await world.Client.StatusAsync(Ct)).Certificate ?? throw new InvalidOperationException("No certificate.");
        var before = File.ReadAllText(certificate);
        Assert.Equal("v1 2", await CurlAsync("https"));
        await world.DownAsync();
        await world.UpAsync();
        await world.HealthyAsync("blue", 1);
        Assert.Equal("v1 2", await CurlAsync("https"));
        Assert.Equal(before, File.ReadAllText(certificate));

        await world.Client.PutAsync(Some.Listener(world.Port), Ct);
        Assert.Equal("v1 1.1", await CurlAsync("http"));

        async Task<string> CurlAsync(string scheme) => (await Tool.RunAsync("curl", "curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", certificate,
            "--output", "/dev/null", "--write-out", "%header{x-release} %{http_version}", $"{scheme}://127.0.0.1:{world.Port}/")).Said;
    }

    [Fact]
    public async Task Weights_shifted_during_a_load_over_http_2_lose_no_request()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.TwoSidesAsync();
        await world.Client.PutAsync(Some.Listener(world.Port) with { Protocol = ListenerProtocol.Https }, Ct);
        var total = Whole.Or(10_000, 200_000);

        var load = Tool.RunAsync("h2load", "nghttp2-client", "-n", $"{total}", "-c", "4", "-m", "25", $"https://127.0.0.1:{world.Port}/");
        var shifts = 0;
        for (; !load.IsCompleted || shifts < 2; shifts++)
            await world.Client.PutAsync(Some.Rule(("blue", shifts % 2 * 100), ("green", 100 - (shifts % 2 * 100))), Ct);
        var (code, said) = await load;

        Assert.Equal(0, code);
        Assert.Contains("Application protocol: h2\n", said);
        Assert.Contains($"{total} done, {total} succeeded, 0 failed, 0 errored, 0 timeout", said);
        Assert.Contains($"status codes: {total} 2xx, 0 3xx, 0 4xx, 0 5xx", said);
        var counters = new Counters(await world.Client.MetricsAsync(Ct));
        Assert.Equal(total, counters.Requests("blue", "200") + counters.Requests("green", "200"));
        Assert.Equal(total, counters.Requests());
        Assert.True(shifts >= 10 && counters.Requests("blue") > 0 && counters.Requests("green") > 0, $"{shifts} shifts, {counters.Requests("blue")} blue, {counters.Requests("green")} green");
    }
}

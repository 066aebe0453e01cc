using System.Net;
using System.Net.Sockets;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Tests.Support;

namespace Infra.Tests.World;

/// <summary>Connections that are kept, left, broken or silent while weights move.</summary>
[Collection(MannersCollection.Name)]
public sealed class ConnectionMannersTests(MannersWorld manners)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_connection_follows_every_shift()
    {
        const int shifts = 20;
        var before = await manners.BeginAsync();
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, ct) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        for (var i = 0; i < shifts; i++)
        {
            await manners.World.RouteAsync(("blue", i % 2 * 100), ("green", 100 - (i % 2 * 100)));
            using var answer = await http.GetAsync(manners.World.Address, Ct);
            Assert.Equal((HttpStatusCode.OK, i % 2 == 0 ? "v2" : "v1"), (answer.StatusCode, answer.Headers.GetValues("X-Release").Single()));
        }

        Assert.Equal(1, connections);
        await manners.SawAsync($"A client keeps its connection over {shifts} shifts", "each answer from the side that had the traffic, all on 1 connection", "blue 10 of 200; green 10 of 200", before);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_download_is_counted_as_gone()
    {
        var before = await manners.BeginAsync();
        using (var answer = await manners.Http.GetAsync(new Uri(manners.World.Address, $"bytes/{100 << 20}"), HttpCompletionOption.ResponseHeadersRead, Ct))
            await manners.ShiftToGreenAsync();

        await manners.SawAsync("A client leaves in the middle of 100 MB from blue; everything is shifted to green", "nothing: it is gone, and nobody else notices", "blue 1 of 499; green 1 of 200", before);
    }

    [Fact]
    public async Task A_client_that_leaves_before_its_answer_is_counted_as_gone()
    {
        var before = await manners.BeginAsync();
        using var leaving = new CancellationTokenSource();
        var slow = manners.Http.GetAsync(new Uri(manners.World.Address, "slow/600000"), leaving.Token);
        await Eventually.HoldsAsync(async () => (await manners.CountersAsync()).InFlight("blue") == 1, () => Task.FromResult("blue has the request"));
        await manners.ShiftToGreenAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        await manners.SawAsync("A client leaves while blue still thinks; everything is shifted to green", "nothing: it is gone, and nobody else notices", "blue 1 of 499; green 1 of 200", before);
    }

    [Fact]
    public async Task A_target_that_breaks_off_its_answer_breaks_it_for_its_client()
    {
        var before = await manners.BeginAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => manners.Http.GetStringAsync(new Uri(manners.World.Address, "break"), Ct));
        await manners.ShiftToGreenAsync();

        await manners.SawAsync("Blue resets its connection in the middle of an answer", "a broken answer, not a short one that looks whole", "blue 1 of error; green 1 of 200", before);
    }

    [Fact]
    public async Task A_target_that_is_killed_with_a_request_in_hand_is_a_bad_gateway_and_asked_once()
    {
        var before = await manners.BeginAsync();
        var slow = manners.Http.GetAsync(new Uri(manners.World.Address, "slow/600000"), Ct);
        await Eventually.HoldsAsync(async () => (await manners.CountersAsync()).InFlight("blue") == 1, () => Task.FromResult("blue has the request"));
        await manners.ShiftToGreenAsync();

        var killed = (await manners.World.Client.HealthAsync("blue", Ct)).Single().ProcessId;
        Posix.Signal(killed, Posix.Kill);

        using var answer = await slow;
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        await manners.SawAsync("Blue is killed with a request in hand; everything was shifted to green", "502 at once: the request is not sent a second time", "blue 1 of 502; green 1 of 200", before);
        // Until the world has noticed the death, it still says that the killed process is healthy: the next test would believe it.
        await Eventually.HoldsAsync(async () => (await manners.World.Client.HealthAsync("blue", Ct)).All(target => target.ProcessId != killed), () => Task.FromResult("the killed process is gone"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_target_that_is_silent_for_60_seconds_is_given_up(bool hasBegun)
    {
        var time = new ManualTime();
        await using var router = await LocalRouter.StartAsync(ListenerProtocol.Http, time);
        await using var silent = new RawTarget(async (stream, _) =>
        {
            if (hasBegun) await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 10\n\nabc");
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
            throw new IOException("The router gave up.");
        });
        using var blue = new Upstream(silent.Port);
        router.Route((blue, 100));

        var asking = router.Client(HttpVersion.Version11).GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Ct);
        if (hasBegun) await (await (await asking).Content.ReadAsStreamAsync(Ct)).ReadExactlyAsync(new byte[3], Ct);
        else await Eventually.HoldsAsync(() => silent.Requests == 1, "the target gets the request");
        time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(1, router.Counters().InFlight());
        time.Advance(TimeSpan.FromSeconds(0.2));

        using var answer = await asking;
        if (hasBegun) await Assert.ThrowsAnyAsync<IOException>(async () => await (await answer.Content.ReadAsStreamAsync(Ct)).ReadExactlyAsync(new byte[7], Ct));
        else Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        var code = hasBegun ? "error" : "504";
        await Eventually.HoldsAsync(() => router.Counters().Requests("blue", code) == 1, $"1 of {code} is counted");
        manners.Saw($"A target is silent for 60 s {(hasBegun ? "in the middle of its answer" : "before its answer")}", hasBegun ? "a broken answer after 60 s" : "504 after 60 s", $"blue 1 of {code}");
    }

    [Fact]
    public async Task Streams_of_one_http_2_connection_stay_and_go_with_their_own_side()
    {
        var go = new TaskCompletionSource();
        await using var router = await LocalRouter.StartAsync(ListenerProtocol.Https);
        await using var one = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nblue\n");
            await go.Task;
            await RawTarget.SendAsync(stream, "4\nblue\n0\n\n");
        });
        await using var other = new RawTarget((stream, _) => RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 5\n\ngreen"));
        using var blue = new Upstream(one.Port);
        using var green = new Upstream(other.Port);
        router.Route((blue, 100), (green, 0));
        var http = router.Client(HttpVersion.Version20);

        using var stream = await http.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Ct);
        router.Route((blue, 0), (green, 100));
        Assert.Equal("green", await http.GetStringAsync("/", Ct));
        go.SetResult();

        Assert.Equal("blueblue", await stream.Content.ReadAsStringAsync(Ct));
        Assert.Equal((1, 1), (router.Counters().Requests("blue", "200"), router.Counters().Requests("green", "200")));
        manners.Saw("An HTTP/2 stream begins on blue; everything is shifted to green", "the stream goes on from blue; the next stream of the same connection is green's", "blue 1 of 200; green 1 of 200");
    }
}

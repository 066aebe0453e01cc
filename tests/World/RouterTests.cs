using System.Net;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;

namespace Infra.Tests.World;

/// <summary>The router alone, in this process, before a target of the test's own.</summary>
public sealed class RouterTests : IAsyncLifetime
{
    readonly Metrics metrics = new();
    readonly Router router = new(TimeProvider.System, new Chance(new Random(1)), new Activity(TimeProvider.System), () => throw new NotSupportedException("No port here speaks TLS."));
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { Timeout = TimeSpan.FromSeconds(30) };
    readonly int port = FreePort.Next();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Uri Address => new($"http://127.0.0.1:{port}/");

    public async ValueTask InitializeAsync() => await router.OpenAsync(port, ListenerProtocol.Http, Ct);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await router.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_never_sent_twice_even_when_a_kept_connection_breaks()
    {
        var answered = 0;
        await using var target = new RawTarget((stream, _) => Interlocked.Increment(ref answered) == 1
            ? RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok")
            : throw new IOException("closed after the request was read"));
        Route(target);

        using var first = await http.GetAsync(Address, Ct);
        using var second = await http.GetAsync(Address, Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadGateway), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, target.Requests);
        Assert.Equal(1, Count("502"));
    }

    [Fact]
    public async Task A_connection_that_the_target_closed_while_idle_costs_nobody_anything()
    {
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
            stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        });
        Route(target);

        for (var i = 0; i < 20; i++)
        {
            using var answer = await http.GetAsync(Address, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        }
    }

    [Fact]
    public async Task Status_reason_headers_and_body_come_back_as_they_are()
    {
        await using var target = new RawTarget((stream, _) => RawTarget.SendAsync(stream,
            "HTTP/1.1 302 Elsewhere\nLocation: /there\nSet-Cookie: a=1\nSet-Cookie: b=2\nContent-Encoding: gzip\nX-Odd:  caf\u00e9\nConnection: keep-alive, X-Hop\nX-Hop: 1\nContent-Length: 3\n\nabc"));
        Route(target);

        using var answer = await http.GetAsync(Address, Ct);

        Assert.Equal((302, "Elsewhere", "/there"), ((int)answer.StatusCode, answer.ReasonPhrase, answer.Headers.Location?.ToString()));
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        Assert.False(answer.Headers.Contains("X-Hop"));
        Assert.Equal("abc", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_target_learns_where_a_request_came_from_and_gets_its_path_untouched()
    {
        await using var target = new RawTarget((stream, _) => RawTarget.SendAsync(stream, "HTTP/1.1 204 No Content\n\n"));
        Route(target);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/a%2Fb/../c?q=%20x", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = "shop.example";
        request.Headers.Add("X-Forwarded-For", "10.0.0.9");
        request.Headers.Add("Keep-Alive", "timeout=5");
        request.Headers.Add("Connection", "X-Hop");
        request.Headers.Add("X-Hop", "1");

        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith("GET /a%2Fb/../c?q=%20x HTTP/1.1\r\n", target.LastHead);
        Assert.Contains("Host: shop.example\r\n", target.LastHead);
        Assert.Contains("X-Forwarded-For: 10.0.0.9, 127.0.0.1\r\n", target.LastHead);
        Assert.Contains("X-Forwarded-Proto: http\r\n", target.LastHead);
        Assert.Contains($"X-Forwarded-Port: {port}\r\n", target.LastHead);
        Assert.DoesNotContain("Keep-Alive", target.LastHead);
        Assert.DoesNotContain("X-Hop", target.LastHead);
    }

    [Fact]
    public async Task An_answer_streams_chunk_by_chunk_and_keeps_its_trailers()
    {
        var go = new TaskCompletionSource();
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum\n\n3\nabc\n");
            await go.Task;
            await RawTarget.SendAsync(stream, "2\nde\n0\nX-Sum: 5\n\n");
        });
        Route(target);

        using var answer = await http.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        var first = new byte[3];
        await body.ReadExactlyAsync(first, Ct);
        go.SetResult();
        var rest = await new StreamReader(body).ReadToEndAsync(Ct);

        Assert.Equal("abc"u8.ToArray(), first);
        Assert.Equal("de", rest);
        Assert.Equal("5", answer.TrailingHeaders.GetValues("X-Sum").Single());
    }

    [Theory]
    [InlineData(1_000, 10)]
    [InlineData(4_096, 100)]
    [InlineData(65_536, 16)]
    public async Task A_body_comes_down_whole_in_whatever_pieces(int size, int count)
    {
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: {size * count}\n\n");
            for (var i = 0; i < count; i++) await stream.WriteAsync(new byte[size]);
        });
        Route(target);

        Assert.Equal(size * count, (await http.GetByteArrayAsync(Address, Ct)).Length);
        Assert.Equal(1, Count("200"));
    }

    [Fact]
    public async Task A_body_goes_up_whole()
    {
        await using var target = new RawTarget(async (stream, head) =>
        {
            var body = new byte[200_000];
            await stream.ReadExactlyAsync(body);
            await RawTarget.SendAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: 6\n\n{body.Sum(b => b):000000}");
        });
        Route(target);

        using var answer = await http.PostAsync(Address, new ByteArrayContent([.. Enumerable.Repeat((byte)3, 200_000)]), Ct);

        Assert.Equal("600000", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Content-Length: 200000\r\n", target.LastHead);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_reaches_the_client_broken_and_counts_as_error()
    {
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 10\n\nabc");
            throw new IOException("gone");
        });
        Route(target);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(Address, Ct));

        Assert.Equal((1, 0), (Count("error"), Count("200")));
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_request_along()
    {
        var left = new TaskCompletionSource();
        await using var target = new RawTarget(async (stream, _) =>
        {
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
            left.SetResult();
        });
        Route(target);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.GetAsync(Address, patience.Token));

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
        await Eventually.HoldsAsync(() => Count("499") == 1, "the client's leaving is counted");
    }

    [Fact]
    public async Task A_target_that_nobody_listens_at_is_a_bad_gateway()
    {
        using var upstream = new Upstream(FreePort.Next());
        Route(upstream);

        using var answer = await http.GetAsync(Address, Ct);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(1, Count("502"));
    }

    [Fact]
    public async Task A_closed_door_lets_nobody_in_and_waits_for_the_last_one_out()
    {
        using var upstream = new Upstream(1);
        Assert.True(upstream.TryEnter());

        var closed = upstream.CloseAsync();

        Assert.False(upstream.TryEnter());
        Assert.False(closed.IsCompleted);
        upstream.Exit();
        await closed.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    void Route(RawTarget target) => Route(new Upstream(target.Port));

    void Route(Upstream upstream) => router.Swap(RoutingTable.Build(new Desired
    {
        TargetGroups = new Desired().TargetGroups.Add("blue", Some.Group("blue")),
        Listeners = new Desired().Listeners.Add("production", Some.Listener(port) with { Default = new RuleAction { Forward = [new WeightedTargetGroup("blue", 1)] } }),
    }, _ => [upstream], metrics));

    long Count(string code) => new Counters(metrics.Text()).Requests("blue", code);
}

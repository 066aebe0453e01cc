using System.Net;
using System.Text;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

/// <summary>What HTTP/2 brings with it: streams beside each other, trailers, resets.</summary>
public sealed class Http2Tests : IAsyncLifetime
{
    LocalRouter? started;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    LocalRouter Router => started ?? throw new InvalidOperationException("The router does not run.");

    public async ValueTask InitializeAsync() => started = await LocalRouter.StartAsync(ListenerProtocol.Https);

    public ValueTask DisposeAsync() => Router.DisposeAsync();

    [Fact]
    public async Task A_call_like_grpc_s_streams_message_by_message_and_ends_with_trailers_that_nobody_announced()
    {
        var go = new TaskCompletionSource();
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Type: application/grpc\nTransfer-Encoding: chunked\n\n3\nabc\n");
            await go.Task;
            await RawTarget.SendAsync(stream, "2\nde\n0\ngrpc-status: 0\ngrpc-message: fine\n\n");
        });
        Router.Route(target);
        using var request = new HttpRequestMessage(HttpMethod.Get, Router.Address) { Version = HttpVersion.Version20, Headers = { { "TE", "trailers" } } };

        using var answer = await Router.Client(HttpVersion.Version20).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        var first = new byte[3];
        await body.ReadExactlyAsync(first, Ct);
        go.SetResult();
        var rest = await new StreamReader(body).ReadToEndAsync(Ct);

        Assert.Equal(("abc", "de"), (Encoding.UTF8.GetString(first), rest));
        Assert.Equal(("0", "fine"), (answer.TrailingHeaders.GetValues("grpc-status").Single(), answer.TrailingHeaders.GetValues("grpc-message").Single()));
        Assert.Equal(1, Router.Counters().Requests("blue", "200"));
    }

    [Fact]
    public async Task A_body_without_a_length_goes_up_as_it_comes()
    {
        var (arrived, more) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var target = new RawTarget(async (stream, _) =>
        {
            await RawTarget.ReadToAsync(stream, "one");
            arrived.SetResult();
            await RawTarget.ReadToAsync(stream, "two\r\n0\r\n\r\n");
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
        });
        Router.Route(target);
        var content = new SteppedContent(async stream =>
        {
            await stream.WriteAsync("one"u8.ToArray(), Ct);
            await stream.FlushAsync(Ct);
            await more.Task;
            await stream.WriteAsync("two"u8.ToArray(), Ct);
        });

        var posting = Router.Client(HttpVersion.Version20).PostAsync(Router.Address, content, Ct);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
        more.SetResult();
        using var answer = await posting;

        Assert.Equal("ok", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Transfer-Encoding: chunked\r\n", target.LastHead);
    }

    [Fact]
    public async Task A_hundred_streams_of_one_connection_are_answered_beside_each_other()
    {
        var (inside, all) = (0, new TaskCompletionSource());
        await using var target = new RawTarget(async (stream, head) =>
        {
            if (Interlocked.Increment(ref inside) == 100) all.SetResult();
            await all.Task;
            var number = head.Split(' ')[1].TrimStart('/').PadLeft(3, '0');
            await RawTarget.SendAsync(stream, $"HTTP/1.1 200 OK\nContent-Length: 3\n\n{number}");
        });
        Router.Route(target);
        var client = Router.Client(HttpVersion.Version20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => client.GetStringAsync($"/{i}", Ct)));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i:000}"), answers);
        Assert.Equal((100, 0), (Router.Counters().Requests("blue", "200"), Router.Counters().InFlight()));
    }

    [Fact]
    public async Task A_stream_that_its_client_resets_takes_its_request_along_and_no_other()
    {
        var left = new TaskCompletionSource();
        await using var target = new RawTarget(async (stream, head) =>
        {
            if (head.StartsWith("GET /fast ", StringComparison.Ordinal))
            {
                await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                return;
            }
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
            left.SetResult();
        });
        Router.Route(target);
        var client = Router.Client(HttpVersion.Version20);
        using var leave = new CancellationTokenSource();

        var slow = client.GetAsync("/slow", leave.Token);
        await Eventually.HoldsAsync(() => target.Requests == 1, "the slow request reaches the target");
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
        await Eventually.HoldsAsync(() => Router.Counters().Requests("blue", "499") == 1, "the client's leaving is counted");
        Assert.Equal("ok", await client.GetStringAsync("/fast", Ct));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_resets_its_stream_and_no_other_and_is_never_asked_for_again()
    {
        await using var target = new RawTarget(async (stream, head) =>
        {
            if (head.StartsWith("GET /whole ", StringComparison.Ordinal))
            {
                await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                return;
            }
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 10\n\nabc");
            throw new IOException("gone");
        });
        Router.Route(target);
        var client = Router.Client(HttpVersion.Version20);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/broken", Ct));

        Assert.Equal("ok", await client.GetStringAsync("/whole", Ct));
        Assert.Equal(2, target.Requests);
        Assert.Equal((1, 1), (Router.Counters().Requests("blue", "error"), Router.Counters().Requests("blue", "200")));
    }
}

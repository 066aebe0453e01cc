using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Tests.Rpc;

public sealed class GrpcTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_three_megabytes_goes_there_and_back()
    {
        await using var server = await GrpcServer.StartAsync(new GrpcServices().Unary<LogRequest, LogRequest>("t.T", "Echo", (log, _) => Task.FromResult(log)), Ct);
        using var channel = new GrpcChannel(server.Address);

        var sent = new LogRequest { Message = new string('x', 3 << 20), StreamId = 7 };

        Assert.Equal(sent, await channel.CallAsync<LogRequest, LogRequest>("t.T", "Echo", sent, Ct));
    }

    [Fact]
    public async Task An_unknown_method_answers_unimplemented()
    {
        await using var server = await GrpcServer.StartAsync(new GrpcServices(), Ct);
        using var channel = new GrpcChannel(server.Address);

        var refused = await Assert.ThrowsAsync<RpcException>(() => channel.CallAsync<Empty, Empty>("t.T", "Nothing", new Empty(), Ct));

        Assert.Equal(StatusCode.Unimplemented, refused.Status);
    }

    [Fact]
    public async Task What_a_handler_throws_reaches_the_caller_as_status_and_message()
    {
        var services = new GrpcServices()
            .Unary<Empty, Empty>("t.T", "Known", (_, _) => throw new RpcException(StatusCode.NotFound, "no stack named 'grün' found"))
            .Unary<Empty, Empty>("t.T", "Bug", (_, _) => throw new InvalidOperationException("100 % wrong"));
        await using var server = await GrpcServer.StartAsync(services, Ct);
        using var channel = new GrpcChannel(server.Address);

        var known = await Assert.ThrowsAsync<RpcException>(() => channel.CallAsync<Empty, Empty>("t.T", "Known", new Empty(), Ct));
        var bug = await Assert.ThrowsAsync<RpcException>(() => channel.CallAsync<Empty, Empty>("t.T", "Bug", new Empty(), Ct));

        Assert.Equal((StatusCode.NotFound, "no stack named 'grün' found"), (known.Status, known.Message));
        Assert.Equal((StatusCode.Unknown, "100 % wrong"), (bug.Status, bug.Message));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_unavailable()
    {
        var server = await GrpcServer.StartAsync(new GrpcServices(), Ct);
        using var channel = new GrpcChannel(server.Address);
        await server.DisposeAsync();

        var gone = await Assert.ThrowsAsync<RpcException>(() => channel.CallAsync<Empty, Empty>("t.T", "Echo", new Empty(), Ct));

        Assert.Equal(StatusCode.Unavailable, gone.Status);
    }

    [Fact]
    public async Task Two_hundred_calls_at_once_all_get_their_own_answer()
    {
        await using var server = await GrpcServer.StartAsync(new GrpcServices().Unary<LogRequest, LogRequest>("t.T", "Echo", async (log, _) =>
        {
            await Task.Yield();
            return log;
        }), Ct);
        using var channel = new GrpcChannel(server.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            channel.CallAsync<LogRequest, LogRequest>("t.T", "Echo", new LogRequest { StreamId = i }, Ct)));

        Assert.Equal(Enumerable.Range(0, 200), answers.Select(answer => answer.StreamId));
    }
}

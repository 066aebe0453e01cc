using System.Collections.Concurrent;
using Google.Protobuf;
using Infra.Rpc;
using Pulumirpc;

namespace Pulumi;

/// <summary>Serves functions of this program to the engine: transforms and hooks. Starts with the first of them.</summary>
internal sealed class CallbackServer : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, Func<ByteString, CancellationToken, Task<IMessage>>> functions = new(StringComparer.Ordinal);
    readonly Lazy<Task<GrpcServer>> server;

    public CallbackServer() => server = new(() => GrpcServer.StartAsync(
        new GrpcServices().Unary<CallbackInvokeRequest, CallbackInvokeResponse>("pulumirpc.Callbacks", "Invoke", InvokeAsync), CancellationToken.None));

    public bool IsUsed => server.IsValueCreated;

    /// <summary>What the engine is told, so that it can call the function.</summary>
    public async Task<Callback> AddAsync<TRequest, TResponse>(Func<TRequest, CancellationToken, Task<TResponse>> function)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>
    {
        var parser = new MessageParser<TRequest>(() => new TRequest());
        // A call of the engine comes from outside, and belongs to the deployment that made the function known.
        var context = ExecutionContext.Capture()!;
        var token = Guid.NewGuid().ToString();
        functions[token] = (bytes, ct) =>
        {
            Task<IMessage>? answer = null;
            ExecutionContext.Run(context, _ => answer = AnswerAsync(bytes, ct), null);
            return answer!;
        };
        return new() { Target = (await server.Value).Address, Token = token };

        async Task<IMessage> AnswerAsync(ByteString bytes, CancellationToken ct) => await function(parser.ParseFrom(bytes), ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsed) await (await server.Value).DisposeAsync();
    }

    async Task<CallbackInvokeResponse> InvokeAsync(CallbackInvokeRequest request, CancellationToken ct) =>
        functions.TryGetValue(request.Token, out var function)
            ? new() { Response = (await function(request.Request, ct)).ToByteString() }
            : throw new RpcException(StatusCode.InvalidArgument, $"Callback not found: {request.Token}");
}

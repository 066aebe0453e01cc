using Google.Protobuf;

namespace Infra.Rpc;

/// <summary>What a server answers: one handler for each path <c>/package.Service/Method</c>. Other paths get status 12.</summary>
public sealed class GrpcServices
{
    readonly Dictionary<string, Func<ReadOnlyMemory<byte>, CancellationToken, Task<IMessage>>> handlers = [];

    /// <summary>Adds a unary method. Handlers run concurrently; one that throws anything but an <see cref="RpcException"/> answers status 2.</summary>
    public GrpcServices Unary<TRequest, TResponse>(string service, string method, Func<TRequest, CancellationToken, Task<TResponse>> handle)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>
    {
        var parser = new MessageParser<TRequest>(() => new TRequest());
        handlers.Add($"/{service}/{method}", async (frame, ct) => await handle(Frame.Read(frame.Span, parser), ct));
        return this;
    }

    internal Func<ReadOnlyMemory<byte>, CancellationToken, Task<IMessage>>? Find(string path) => handlers.GetValueOrDefault(path);
}

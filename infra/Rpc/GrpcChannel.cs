using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Infra.Rpc;

/// <summary>A client's connection to a gRPC server on this machine: HTTP/2 without TLS, unary calls and streams from the client. Safe for concurrent use.</summary>
public sealed class GrpcChannel : IDisposable
{
    readonly HttpClient http;

    /// <param name="address"><c>host:port</c>.</param>
    public GrpcChannel(string address)
    {
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 4 << 20,
        })
        {
            BaseAddress = new Uri($"http://{address}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="RpcException">The answer's status is not 0; <see cref="StatusCode.Unavailable"/> when the server can't be reached.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(string service, string method, TRequest request, CancellationToken ct)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new() => SendAsync<TResponse>(service, method, new ByteArrayContent(Frame.Write(request)), ct);

    /// <summary>Sends messages as they come; returns when there are no more and the server has answered.</summary>
    /// <exception cref="RpcException">As of a call.</exception>
    public Task<TResponse> StreamAsync<TRequest, TResponse>(string service, string method, IAsyncEnumerable<TRequest> requests, CancellationToken ct)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new() => SendAsync<TResponse>(service, method, new FrameContent<TRequest>(requests), ct);

    async Task<TResponse> SendAsync<TResponse>(string service, string method, HttpContent content, CancellationToken ct)
        where TResponse : IMessage<TResponse>, new()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/{service}/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            ThrowUnlessOk(response, service, method);
            return Frame.Read(body, new MessageParser<TResponse>(() => new TResponse()));
        }
        catch (HttpRequestException e)
        {
            throw new RpcException(StatusCode.Unavailable, $"{http.BaseAddress!.Authority} does not answer {service}/{method}: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new RpcException(StatusCode.Unavailable, $"{http.BaseAddress!.Authority} broke off {service}/{method}: {e.Message}", e);
        }
    }

    public void Dispose() => http.Dispose();

    static void ThrowUnlessOk(HttpResponseMessage response, string service, string method)
    {
        if (!response.IsSuccessStatusCode)
            throw new RpcException(StatusCode.Unavailable, $"{service}/{method} was answered with HTTP {(int)response.StatusCode}.");
        var text = Header(response, "grpc-status");
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var status))
            throw new RpcException(StatusCode.Unavailable, $"{service}/{method} was answered without a gRPC status.");
        if (status != 0)
            throw new RpcException((StatusCode)status, Uri.UnescapeDataString(Header(response, "grpc-message") ?? ""));
    }

    // A server that answers with a status alone may send it with the headers.
    static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailer) ? trailer.First()
        : response.Headers.TryGetValues(name, out var header) ? header.First()
        : null;
}

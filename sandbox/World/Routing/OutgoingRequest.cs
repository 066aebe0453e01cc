using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Infra.Sandbox.World.Routing;

/// <summary>The request as the target gets it: what came in, without what belongs to the connection, with where it came from.</summary>
internal static class OutgoingRequest
{
    static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpRequestMessage Create(HttpContext context, Upstream upstream, int port, IdleClock clock) =>
        Create(context, upstream, port, HasBody(context) ? new StreamedContent(context.Request.Body, context.Request.ContentLength, clock) : null);

    public static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    public static HttpRequestMessage Create(HttpContext context, Upstream upstream, int port, HttpContent? content)
    {
        var incoming = context.Request;
        var request = new HttpRequestMessage(Method(incoming.Method), new Uri(upstream.Origin + Target(context), AsItIs))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };

        var connection = incoming.Headers.Connection.ToString();
        foreach (var (name, values) in incoming.Headers)
        {
            // Expect is answered by this server when the body is read; the lengths are the content's own to say.
            if (HopByHop.Has(name) || HopByHop.Names(connection, name) || Is(name, "Expect") || Is(name, "Content-Length")) continue;
            if (Is(name, "X-Forwarded-For") || Is(name, "X-Forwarded-Proto") || Is(name, "X-Forwarded-Port")) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        var client = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var before = incoming.Headers["X-Forwarded-For"];
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", before.Count == 0 ? client : $"{before}, {client}");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", incoming.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Port", port.ToString());
        return request;
    }

    // The path as the client wrote it; an absolute or '*' form has none, and then the parsed one must do.
    static string Target(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw
            ? raw
            : context.Request.PathBase + context.Request.Path + context.Request.QueryString;

    static HttpMethod Method(string name) => name switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "HEAD" => HttpMethod.Head,
        "DELETE" => HttpMethod.Delete,
        "PATCH" => HttpMethod.Patch,
        "OPTIONS" => HttpMethod.Options,
        _ => new HttpMethod(name),
    };

    static bool Is(string name, string other) => name.Length == other.Length && name.Equals(other, StringComparison.OrdinalIgnoreCase);
}

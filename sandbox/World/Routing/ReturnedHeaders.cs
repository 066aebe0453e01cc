using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Infra.Sandbox.World.Routing;

/// <summary>The target's status and headers, as they are, but for those of its own connection.</summary>
internal static class ReturnedHeaders
{
    public static void Copy(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        if (response.HttpContext.Features.Get<IHttpResponseFeature>() is { } head) head.ReasonPhrase = answer.ReasonPhrase;
        var connection = answer.Headers.NonValidated.TryGetValues("Connection", out var named) ? named.ToString() : null;
        Copy(answer.Headers.NonValidated, connection, response.Headers);
        Copy(answer.Content.Headers.NonValidated, connection, response.Headers);
    }

    /// <summary>Once the body is through. HTTP/2 takes them with its last frame; over HTTP/1.1 see <see cref="TrailedBody"/>.</summary>
    public static void CopyTrailers(HttpResponseMessage answer, HttpResponse response)
    {
        if (!response.SupportsTrailers()) return;
        foreach (var (name, values) in answer.TrailingHeaders.NonValidated) response.AppendTrailer(name, new StringValues([.. values]));
    }

    static void Copy(HttpHeadersNonValidated from, string? connection, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (HopByHop.Has(name) || HopByHop.Names(connection, name)) continue;
            to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }
}

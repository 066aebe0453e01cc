using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Infra.Platforms.Aws;

/// <summary>Signature version 4 over all that matters of a request: host, date, token, target, type and body.</summary>
internal static class Signature
{
    internal static void Sign(HttpRequestMessage request, byte[] body, ImmutableCredentials who, string region, string service, DateTimeOffset now)
    {
        var uri = request.RequestUri ?? throw new ArgumentException("A request without an address can't be signed.", nameof(request));
        request.Headers.Host = uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";
        request.Headers.Add("X-Amz-Date", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (who.UseToken)
            request.Headers.Add("X-Amz-Security-Token", who.Token);

        var headers = Headers(request).ToList();
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join('\n',
        [
            request.Method.Method,
            uri.AbsolutePath,
            uri.Query.TrimStart('?'),
            .. headers.Select(header => $"{header.Name}:{header.Value}"),
            "",
            names,
            Convert.ToHexStringLower(SHA256.HashData(body)),
        ]);
        request.Headers.TryAddWithoutValidation("Authorization", AWS4Signer.ComputeSignature(who, region, now.UtcDateTime, service, names, canonical).ForAuthorizationHeader);
    }

    private static IEnumerable<(string Name, string Value)> Headers(HttpRequestMessage request) =>
        from header in request.Headers.Concat(request.Content?.Headers.Where(header => header.Key == "Content-Type") ?? [])
        let name = header.Key.ToLowerInvariant()
        orderby name
        select (name, string.Join(',', header.Value).Trim());
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>The cookie by which a client comes back to the group that answered it, called as the cloud's balancer calls it. Theirs is encrypted; this one is only encoded.</summary>
internal static class StickyCookie
{
    const string Name = "AWSALBTG";

    /// <returns>The name of the group; null without a cookie, and with one that is over or not ours.</returns>
    public static string? Read(HttpRequest request, DateTimeOffset now)
    {
        if (request.Cookies[Name] is not { } value) return null;
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(value, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(' ') is [var until, var group]
            && long.TryParse(until, CultureInfo.InvariantCulture, out var seconds)
            && seconds > now.ToUnixTimeSeconds() ? group : null;
    }

    /// <summary>Once the target's own headers are in place, which replace what was there.</summary>
    public static void Set(HttpResponse response, string group, DateTimeOffset until) => response.OnStarting(() =>
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()} {group}")));
        response.Headers.Append("Set-Cookie", string.Create(CultureInfo.InvariantCulture, $"{Name}={value}; Expires={until:R}; Path=/"));
        return Task.CompletedTask;
    });
}

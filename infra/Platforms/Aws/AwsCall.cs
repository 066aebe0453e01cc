using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Aws;

/// <summary>One request as it goes over the wire, unsigned.</summary>
internal sealed record AwsCall(AwsService Service, string Region, string Action, byte[] Body, string ContentType, string? Target)
{
    internal static AwsCall Query(AwsService service, string region, string action, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] all = [new("Action", action), new("Version", service.Version), .. parameters];
        var form = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return new(service, region, action, Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded; charset=utf-8", null);
    }

    internal static AwsCall Json(AwsService service, string region, string action, JsonObject body) =>
        new(service, region, action, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/x-amz-json-1.1", $"{service.Version}.{action}");

    /// <summary>Anew for each attempt: a request can be sent once.</summary>
    internal HttpRequestMessage Request(Uri endpoint)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        if (Target is not null)
            request.Headers.Add("X-Amz-Target", Target);
        return request;
    }
}

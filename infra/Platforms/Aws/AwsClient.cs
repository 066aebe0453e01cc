using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Infra.Platforms.Aws;

/// <summary>AWS as one stage may touch it, in both of the protocols that its services speak.</summary>
internal sealed class AwsClient(AwsWire wire, AwsSession session, AwsScope scope)
{
    internal AwsScope Scope { get; } = scope;

    /// <summary>The time by AWS's clock.</summary>
    internal DateTimeOffset Now => wire.Now;

    /// <summary>How far that is ahead of ours.</summary>
    internal TimeSpan Skew => wire.Skew;

    internal async Task<XElement> QueryAsync(AwsService service, string action, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken ct) =>
        AwsXml.Result(await wire.SendAsync(AwsCall.Query(service, Scope.Region, action, parameters), session.GetAsync, ct), action);

    internal async Task<JsonNode> JsonAsync(AwsService service, string region, string action, JsonObject body, CancellationToken ct)
    {
        try
        {
            return JsonNode.Parse(await wire.SendAsync(AwsCall.Json(service, region, action, body), session.GetAsync, ct))
                ?? throw new PlatformException($"AWS answered {service.SigningName}:{action} with nothing.");
        }
        catch (JsonException e)
        {
            throw new PlatformException($"AWS answered {service.SigningName}:{action} with what is no JSON: {e.Message}", inner: e);
        }
    }
}

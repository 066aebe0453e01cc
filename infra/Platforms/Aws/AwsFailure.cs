using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Infra.Platforms.Aws;

/// <summary>What AWS answered instead of doing what it was asked.</summary>
/// <param name="Status">Null where no answer came.</param>
internal sealed record AwsFailure(HttpStatusCode? Status, string Code, string Message)
{
    private static readonly HashSet<string> _busy =
    [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "PriorRequestNotComplete", "SlowDown",
        "InternalFailure", "InternalError", "InternalServiceFault", "InternalServiceError", "ServerException", "ServiceUnavailable", "Unavailable",
    ];

    private static readonly HashSet<string> _clocks =
        ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "IncompleteSignature"];

    private static readonly HashSet<string> _expired = ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"];

    /// <summary>Whether asking again later may help.</summary>
    internal bool IsPassing => _busy.Contains(Code) || Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>Whether it may be our clock's fault; the date of the answer tells.</summary>
    internal bool MayBeTheClock => _clocks.Contains(Code);

    internal bool IsExpired => _expired.Contains(Code);

    internal static AwsFailure Read(HttpStatusCode status, string body) => FromXml(status, body) ?? FromJson(status, body) ?? new(status, "", $"HTTP {(int)status}");

    internal PlatformException ToException(AwsCall call) => new(
        IsExpired ? $"AWS says that the credentials have expired ({Code}). Sign in again, with `aws sso login` or however they were made, and go on."
        : Code.Length == 0 ? $"AWS did not answer {call.Service.SigningName}:{call.Action}: {Message}."
        : $"AWS refused {call.Service.SigningName}:{call.Action} with {Code}: {Message.TrimEnd('.')}.", Code);

    private static AwsFailure? FromXml(HttpStatusCode status, string body)
    {
        try
        {
            return body.StartsWith('<') && XElement.Parse(body).DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "Error") is { } error
                ? new(status, Text(nameof(Code)), Text(nameof(Message)))
                : null;

            string Text(string name) => error.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static AwsFailure? FromJson(HttpStatusCode status, string body)
    {
        try
        {
            return body.StartsWith('{') && JsonNode.Parse(body) is JsonObject error && (string?)error["__type"] is { } type
                ? new(status, type.Split('#')[^1].Split(':')[0], (string?)(error["message"] ?? error[nameof(Message)]) ?? "")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>Who may ask, and whether it was really them: signatures are made again from what arrived, by code that shares nothing with ours.</summary>
sealed class FakeKeys
{
    readonly Dictionary<string, (string Secret, string Token, string Account, DateTimeOffset Until)> known = new()
    {
        ["AKIDALICE"] = ("alices-secret", "", FakeAws.Account, DateTimeOffset.MaxValue),
    };

    public int Assumed { get; private set; }

    public void Add(string key, string secret, string token, string account, DateTimeOffset until) => known[key] = (secret, token, account, until);

    public string AccountOf(FakeRequest request) => known[Key(request)].Account;

    public IEnumerable<XElement> Assume(string role, DateTimeOffset now)
    {
        var (key, account, until) = ($"ASIAROLE{++Assumed}", role.Split(':')[4], now.AddHours(1));
        Add(key, $"secret-{Assumed}", $"token-{Assumed}", account, until);
        yield return new("AssumedRoleUser", new XElement("Arn", $"arn:aws:sts::{account}:assumed-role/{role.Split('/')[1]}/infra"), new XElement("AssumedRoleId", "AROA:infra"));
        yield return new("Credentials", new XElement("AccessKeyId", key), new XElement("SecretAccessKey", $"secret-{Assumed}"), new XElement("SessionToken", $"token-{Assumed}"), new XElement("Expiration", until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
    }

    public (string Code, string Message)? Refuse(FakeRequest request, DateTimeOffset now)
    {
        if (!known.TryGetValue(Key(request), out var who) || who.Token != request.Header("x-amz-security-token"))
            return ("InvalidClientTokenId", "The security token included in the request is invalid.");
        if (who.Until <= now)
            return ("ExpiredToken", "The security token included in the request is expired");
        var at = DateTimeOffset.ParseExact(request.Header("x-amz-date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((at - now).Duration() > TimeSpan.FromMinutes(5))
            return ("SignatureDoesNotMatch", $"Signature {(at < now ? "expired" : "not yet current")}: {request.Header("x-amz-date")}");
        return request.Header("authorization") == Authorization(request, who.Secret) ? null : ("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
    }

    static string Key(FakeRequest request) => Part(request, "Credential").Split('/')[0];

    static string Part(FakeRequest request, string name) =>
        request.Header("authorization").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";

    static string Authorization(FakeRequest request, string secret)
    {
        var (scope, signed) = (Part(request, "Credential").Split('/')[1..], Part(request, "SignedHeaders"));
        var headers = string.Concat(signed.Split(';').Select(name => $"{name}:{request.Header(name)}\n"));
        var canonical = $"{request.Method}\n{request.Path}\n{request.Query.TrimStart('?')}\n{headers}\n{signed}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body)))}";
        var toSign = $"AWS4-HMAC-SHA256\n{request.Header("x-amz-date")}\n{string.Join('/', scope)}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Hmac);
        return $"AWS4-HMAC-SHA256 Credential={Part(request, "Credential")}, SignedHeaders={signed}, Signature={Hex(Hmac(key, toSign))}";
    }

    static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Kubernetes;

/// <summary>Images in whichever registry their name says, by the distribution API; with what `docker login` left, or as anybody.</summary>
internal sealed partial class RegistryArtefacts(HttpClient http, DockerLogins logins) : IArtefacts
{
    private const string Manifests = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json";

    public async Task<string?> MissingAsync(Release release, CancellationToken ct)
    {
        var first = release.Artefact.Split('/')[0];
        if (!first.Contains('.') && !first.Contains(':'))
            return $"{release.Reference} names no registry, so a cluster would look for it at Docker Hub; write the artefact as REGISTRY/{release.Artefact}.";
        var manifest = new Uri($"{Scheme(first)}://{first}/v2/{release.Artefact[(first.Length + 1)..]}/manifests/{(release.Digest.Length > 0 ? release.Digest : release.Tag)}");
        try
        {
            using var response = await AskAsync(manifest, logins.Find(first), ct);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => null,
                HttpStatusCode.NotFound => $"{first} has no image {release.Reference}; `docker push` it there first.",
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new PlatformException($"{first} doesn't say whether {release.Reference} is there ({(int)response.StatusCode}); `docker login {first}` first."),
                var other => throw new PlatformException($"{first} answered {(int)other} when it was asked for {release.Reference}."),
            };
        }
        catch (HttpRequestException e)
        {
            throw new PlatformException($"{first} did not answer whether {release.Reference} is there: {e.Message.TrimEnd('.')}.", inner: e);
        }
    }

    /// <summary>Registries answer the first question with where to get a token.</summary>
    private async Task<HttpResponseMessage> AskAsync(Uri manifest, AuthenticationHeaderValue? login, CancellationToken ct)
    {
        var response = await HeadAsync(manifest, login, ct);
        if (response.StatusCode != HttpStatusCode.Unauthorized || response.Headers.WwwAuthenticate.FirstOrDefault(way => way.Scheme == "Bearer") is not { Parameter: { } where })
            return response;
        response.Dispose();
        var told = Challenge().Matches(where).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var scope = string.Join('&', told.Where(pair => pair.Key != "realm").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{told.GetValueOrDefault("realm")}?{scope}");
        request.Headers.Authorization = login;
        using var answer = await http.SendAsync(request, ct);
        return await HeadAsync(manifest, answer.IsSuccessStatusCode ? new("Bearer", Token(await answer.Content.ReadAsStringAsync(ct))) : login, ct);
    }

    private async Task<HttpResponseMessage> HeadAsync(Uri manifest, AuthenticationHeaderValue? authorization, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, manifest);
        request.Headers.TryAddWithoutValidation("Accept", Manifests);
        request.Headers.Authorization = authorization;
        return await http.SendAsync(request, ct);
    }

    private static string? Token(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject json ? (string?)(json["token"] ?? json["access_token"]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As Docker does it: a registry on this machine may do without TLS.</summary>
    private static string Scheme(string registry) => registry.Split(':')[0] is "localhost" or "127.0.0.1" ? "http" : "https";

    [GeneratedRegex("""(\w+)="([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Challenge();
}

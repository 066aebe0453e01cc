using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>Asks one API server; again where it is busy, with another token where the last one ran out.</summary>
internal sealed class KubeClient(HttpClient http, KubeAccess access, Backoff backoff)
{
    private const int Page = 250;

    /// <returns>Null when there is none.</returns>
    internal async Task<JsonObject?> FindAsync(string path, CancellationToken ct)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, path, null, null, ct);
        }
        catch (PlatformException e) when (e.Code == "NotFound")
        {
            return null;
        }
    }

    /// <summary>All of a list, page by page; from the beginning where it ran out between two pages.</summary>
    internal async Task<List<JsonObject>> ListAsync(string path, string? selector, CancellationToken ct)
    {
        for (var wasAnew = false; ; wasAnew = true)
        {
            try
            {
                var all = new List<JsonObject>();
                for (var next = ""; ;)
                {
                    var page = await SendAsync(HttpMethod.Get, $"{path}?limit={Page}{Query("labelSelector", selector)}{Query("continue", next)}", null, null, ct);
                    all.AddRange(page["items"]?.AsArray().OfType<JsonObject>() ?? []);
                    next = (string?)page["metadata"]?["continue"];
                    if (string.IsNullOrEmpty(next))
                        return all;
                }
            }
            catch (PlatformException e) when (e.Code == "Expired" && !wasAnew)
            {
            }
        }
    }

    internal Task<JsonObject> ApplyAsync(string path, string manager, JsonObject body, CancellationToken ct) =>
        // JSON is YAML, and the only form of apply that every version takes is called so.
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={Uri.EscapeDataString(manager)}&force=true", body.ToJsonString(), "application/apply-patch+yaml", ct);

    /// <summary>Asks once, whatever comes: this is what an application behind the API server answers.</summary>
    /// <returns>Null for 2xx, else what came instead.</returns>
    internal async Task<string?> ProxyAsync(string path, CancellationToken ct)
    {
        var (_, status, _, words) = await TryAsync(HttpMethod.Get, path, null, null, await access.Token(false, ct), ct);
        return status is null ? $"no answer ({words.TrimEnd('.')})"
            : status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices ? null
            : $"{(int)status}";
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string? body, string? type, CancellationToken ct)
    {
        var (anew, wasAnew) = (false, false);
        for (var attempt = 1; ; attempt++)
        {
            var token = await access.Token(anew, ct);
            anew = false;
            var (answer, status, asked, words) = await TryAsync(method, path, body, type, token, ct);
            if (answer is not null && status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices)
                return answer;
            if (status == HttpStatusCode.Unauthorized && token is not null && !wasAnew)
                anew = wasAnew = true;
            else if (status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && attempt < Backoff.Attempts)
                await backoff.WaitAsync(attempt, asked, ct);
            else
                throw Failure(method, path, answer, status, words);
        }
    }

    private async Task<(JsonObject? Answer, HttpStatusCode? Status, TimeSpan? RetryAfter, string Words)> TryAsync(HttpMethod method, string path, string? body, string? type, string? token, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri($"{access.Server.OriginalString}{path}"));
            request.Headers.Accept.Add(new("application/json"));
            if (token is not null)
                request.Headers.Authorization = new("Bearer", token);
            if (body is not null && type is not null)
                request.Content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
            using var response = await http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            return (Parse(text), response.StatusCode, response.Headers.RetryAfter?.Delta, text);
        }
        catch (HttpRequestException e)
        {
            return (null, null, null, e.Message);
        }
        catch (TaskCanceledException e) when (!ct.IsCancellationRequested)
        {
            return (null, null, null, e.Message);
        }
    }

    private PlatformException Failure(HttpMethod method, string path, JsonObject? answer, HttpStatusCode? status, string words)
    {
        var what = $"{method.Method} {path.Split('?')[0]}";
        if (status is null)
            return new($"The Kubernetes API at {access.Server.Authority} did not answer {what}: {words.TrimEnd('.')}.");
        if (status == HttpStatusCode.Unauthorized)
            return new($"The Kubernetes API at {access.Server.Authority} doesn't take these credentials (401). Sign in again, and go on.", "Unauthorized");
        var (reason, message) = ((string?)answer?["reason"] ?? "", (string?)answer?["message"] ?? $"HTTP {(int)status}");
        return new($"The Kubernetes API refused {what} with {(reason.Length > 0 ? reason : $"{(int)status}")}: {message.TrimEnd('.')}.", reason);
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonNode.Parse(text) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Query(string name, string? value) => value is { Length: > 0 } ? $"&{name}={Uri.EscapeDataString(value)}" : "";
}

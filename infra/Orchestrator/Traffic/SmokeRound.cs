using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Asks a side so often, in whatever way it is reached, and stops at the first answer that isn't 2xx.</summary>
public static class SmokeRound
{
    /// <param name="ask">Answers null for 2xx, else what came instead.</param>
    public static async Task<string?> AskAsync(Route route, Colour side, string path, int requests, Func<CancellationToken, Task<string?>> ask, CancellationToken ct)
    {
        for (var at = 1; at <= requests; at++)
        {
            if (await ask(ct) is { } wrong)
                return $"{side.Title} of {route.Key} answered request {at} of {requests} for {path} with {wrong}.";
        }

        return null;
    }

    /// <summary>Asks once, over HTTP.</summary>
    /// <returns>Null for 2xx, else what came instead.</returns>
    public static async Task<string?> AskOnceAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"no answer ({e.Message})";
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"no answer within {http.Timeout.TotalSeconds:0} s";
        }
    }
}

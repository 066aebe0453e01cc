using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Asks a side through the test listener, which is HTTP on every platform.</summary>
public sealed class HttpSmoke : ISmoke, IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct)
    {
        var uri = new Uri(new Uri(route.TestUrl), path);
        for (var at = 1; at <= requests; at++)
        {
            if (await AskAsync(uri, route.TestHeaderValue(side), ct) is { } wrong)
                return $"{side.Title} of {route.Key} answered request {at} of {requests} for {path} with {wrong}.";
        }

        return null;
    }

    private async Task<string?> AskAsync(Uri uri, string header, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Add(StackOutputs.TestHeader, header);
            using var response = await _http.SendAsync(request, ct);
            return response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"no answer ({e.Message})";
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"no answer within {_http.Timeout.TotalSeconds:0} s";
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}

using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Asks a side through the test listener, which is HTTP wherever there is one.</summary>
public sealed class HttpSmoke : ISmoke, IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct)
    {
        var uri = new Uri(new Uri(route.TestUrl), path);
        return SmokeRound.AskAsync(route, side, path, requests, ct => AskAsync(uri, route.TestHeaderValue(side), ct), ct);
    }

    private async Task<string?> AskAsync(Uri uri, string header, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Add(StackOutputs.TestHeader, header);
        return await SmokeRound.AskOnceAsync(_http, request, ct);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}

using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Health;

/// <summary>Asks one target once.</summary>
internal sealed class HealthProbe(TimeProvider time) : IDisposable
{
    // No pooling: a check is to show that the target accepts connections.
    readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    public async Task<CheckResult> AskAsync(HealthCheck check, int port, CancellationToken ct)
    {
        if (check.Path.Length == 0) return new CheckResult(true, "");
        var asked = $"GET {check.Path} at 127.0.0.1:{port}";
        using var timeout = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{check.Path}");
            request.Headers.TryAddWithoutValidation("User-Agent", "Infra-HealthChecker");
            using var response = await client.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return StatusMatcher.TryParse(check.Matcher, out var matcher) && matcher.Matches(status)
                ? new CheckResult(true, "")
                : new CheckResult(false, $"{asked} answered {status}, not {check.Matcher}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new CheckResult(false, $"{asked} did not answer within {check.Timeout.TotalSeconds:0.###} s.");
        }
        catch (HttpRequestException e)
        {
            return new CheckResult(false, $"{asked} failed: {e.Message}");
        }
    }

    public void Dispose() => client.Dispose();
}

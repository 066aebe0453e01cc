using Amazon.Runtime;

namespace Infra.Platforms.Aws;

/// <summary>Credentials to sign with; made anew where the last ones were refused as expired.</summary>
internal delegate Task<ImmutableCredentials> Credentials(bool anew, CancellationToken ct);

/// <summary>Signs, sends, and asks again where that may help: a busy service, a clock that is off, credentials that ran out.</summary>
internal sealed class AwsWire(HttpClient http, Func<AwsService, string, Uri> endpoint, Backoff backoff, TimeProvider time)
{
    /// <summary>Below this a difference is the way of the answer, and a header's whole seconds.</summary>
    private static readonly TimeSpan _noise = TimeSpan.FromSeconds(2);

    /// <summary>How far AWS's clock is ahead of ours, as its last answer told.</summary>
    internal TimeSpan Skew { get; private set; }

    /// <summary>The time by AWS's clock.</summary>
    internal DateTimeOffset Now => time.GetUtcNow() + Skew;

    internal async Task<string> SendAsync(AwsCall call, Credentials credentials, CancellationToken ct)
    {
        var (anew, wasAnew, wasClock) = (false, false, false);
        for (var attempt = 1; ; attempt++)
        {
            var who = await credentials(anew, ct);
            anew = false;
            var before = Skew;
            var (text, failure, asked) = await TryAsync(call, who, ct);
            if (failure is null)
                return text;
            // Once each: what is refused again has another cause.
            if (failure.MayBeTheClock && Skew != before && !wasClock)
                wasClock = true;
            else if (failure.IsExpired && !wasAnew)
                anew = wasAnew = true;
            else if (failure.IsPassing && attempt < Backoff.Attempts)
                await backoff.WaitAsync(attempt, asked, ct);
            else
                throw failure.ToException(call);
        }
    }

    private async Task<(string Text, AwsFailure? Failure, TimeSpan? RetryAfter)> TryAsync(AwsCall call, ImmutableCredentials who, CancellationToken ct)
    {
        try
        {
            using var request = call.Request(endpoint(call.Service, call.Region));
            Signature.Sign(request, call.Body, who, call.Region, call.Service.SigningName, Now);
            using var response = await http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (response.Headers.Date is { } theirs)
                Skew = (theirs - time.GetUtcNow()).Duration() < _noise ? TimeSpan.Zero : theirs - time.GetUtcNow();
            return response.IsSuccessStatusCode ? (text, null, null) : ("", AwsFailure.Read(response.StatusCode, text), response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException e)
        {
            return ("", new(null, "", e.Message), null);
        }
        catch (TaskCanceledException e) when (!ct.IsCancellationRequested)
        {
            return ("", new(null, "", e.Message), null);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>Instant queries by Prometheus' HTTP API.</summary>
internal sealed class Prometheus(HttpClient http, Uri server)
{
    internal sealed record Sample(ImmutableSortedDictionary<string, string> Labels, double Value)
    {
        /// <summary>What tells it from others.</summary>
        internal string Series => string.Join(',', Labels.Select(label => $"{label.Key}={label.Value}"));
    }

    /// <summary>What a query gave, and at what time by the server's clock.</summary>
    internal sealed record Answer(ImmutableArray<Sample> Samples, double At);

    /// <param name="at">Null for now.</param>
    /// <exception cref="PlatformException">There is no answer that can be used.</exception>
    internal async Task<Answer> AskAsync(string query, double? at, CancellationToken ct)
    {
        var when = at is { } time ? $"&time={time.ToString("0.###", CultureInfo.InvariantCulture)}" : "";
        try
        {
            using var response = await http.GetAsync(new Uri($"{server.OriginalString.TrimEnd('/')}/api/v1/query?query={Uri.EscapeDataString(query)}{when}"), ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            return Read(text, query) ?? throw new PlatformException($"Prometheus at {server.Authority} answered {(int)response.StatusCode} and no JSON.");
        }
        catch (HttpRequestException e)
        {
            throw new PlatformException($"Prometheus at {server.Authority} did not answer: {e.Message.TrimEnd('.')}.", inner: e);
        }
        catch (TaskCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new PlatformException($"Prometheus at {server.Authority} did not answer in time.", inner: e);
        }
    }

    private Answer? Read(string text, string query)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }

        if ((string?)json?["status"] != "success")
            throw new PlatformException($"Prometheus at {server.Authority} refused {query}: {(string?)json?["errorType"]}, {((string?)json?["error"])?.TrimEnd('.')}.");
        if ((string?)json["data"]?["resultType"] != "vector")
            throw new PlatformException($"{query} gives a {(string?)json["data"]?["resultType"]}, and no vector of counters.");
        var samples = json["data"]?["result"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        return new([.. samples.Select(Sample)], samples.Count > 0 ? (double)(samples[0]["value"]?[0] ?? 0) : 0);

        Sample Sample(JsonObject sample)
        {
            var labels = (sample["metric"]?.AsObject() ?? []).ToImmutableSortedDictionary(label => label.Key, label => (string?)label.Value ?? "", StringComparer.Ordinal);
            return double.TryParse((string?)sample["value"]?[1], CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? new(labels, value)
                : throw new PlatformException($"{query} gives {(string?)sample["value"]?[1]}, which is no count.");
        }
    }
}

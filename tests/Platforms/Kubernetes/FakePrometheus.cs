using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>A Prometheus of our own that answers instant queries of one selector, or of its timestamps.</summary>
sealed partial class FakePrometheus(TimeProvider time)
{
    readonly Dictionary<string, (string Name, Dictionary<string, string> Labels, double Value, DateTimeOffset At)> series = [];

    /// <summary>How far its clock is ahead of ours.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>What it answers instead of data.</summary>
    public FakeAnswer? Instead { get; set; }

    DateTimeOffset Now => time.GetUtcNow() + ClockAhead;

    public void Add(string name, double by, params (string Name, string Value)[] labels)
    {
        var key = $"{name} {string.Join(',', labels)}";
        var before = series.GetValueOrDefault(key).Value;
        series[key] = (name, labels.ToDictionary(label => label.Name, label => label.Value), before + by, Now);
    }

    /// <summary>A pod is gone, or its counters start anew.</summary>
    public void Forget(string label, string value)
    {
        foreach (var key in series.Where(pair => pair.Value.Labels.GetValueOrDefault(label) == value).Select(pair => pair.Key).ToList()) series.Remove(key);
    }

    /// <summary>Everything is scraped now.</summary>
    public void Scrape()
    {
        foreach (var key in series.Keys.ToList()) series[key] = series[key] with { At = Now };
    }

    public FakeAnswer Answer(FakeRequest request)
    {
        if (Instead is not null)
            return Instead;
        Assert.Equal(("GET", "/api/v1/query"), (request.Method, request.Path));
        var query = request.Parameter("query");
        var inner = Timestamps().Match(query) is { Success: true } match ? match.Groups[1].Value : query;
        var at = request.Parameter("time") is { Length: > 0 } asked ? double.Parse(asked, CultureInfo.InvariantCulture) : Unix(Now);
        var result = from one in series.Values
                     where Matches(one.Name, one.Labels, inner)
                     // What was not scraped for five minutes is no more.
                     where at - Unix(one.At) < 300
                     select new JsonObject
                     {
                         ["metric"] = Metric(one.Name, one.Labels, inner == query),
                         ["value"] = new JsonArray(at, (inner == query ? one.Value : Unix(one.At)).ToString(CultureInfo.InvariantCulture)),
                     };
        return new(200, "application/json", new JsonObject { ["status"] = "success", ["data"] = new JsonObject { ["resultType"] = "vector", ["result"] = new JsonArray([.. result]) } }.ToJsonString());
    }

    static JsonObject Metric(string name, Dictionary<string, string> labels, bool isNamed)
    {
        var metric = isNamed ? new JsonObject { ["__name__"] = name } : [];
        foreach (var (label, value) in labels) metric[label] = value;
        return metric;
    }

    static bool Matches(string name, Dictionary<string, string> labels, string selector)
    {
        var match = Selector().Match(selector);
        Assert.True(match.Success, $"{selector} is no selector");
        return match.Groups["name"].Value == name && Matcher().Matches(match.Groups["labels"].Value).All(one =>
        {
            var value = labels.GetValueOrDefault(one.Groups[1].Value, "");
            return one.Groups[2].Value == "=" ? value == one.Groups[3].Value : Regex.IsMatch(value, $"^(?:{one.Groups[3].Value})$");
        });
    }

    static double Unix(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

    [GeneratedRegex(@"^timestamp\((.*)\)$")]
    private static partial Regex Timestamps();

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>[^}]*)\}$")]
    private static partial Regex Selector();

    [GeneratedRegex("""(\w+)(=~?)"([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Matcher();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The limits of an HTTPRoute that lie between its properties (Gateway API v1.6, standard channel).</summary>
internal static partial class HttpRouteCheck
{
    const int MostMatches = 128;

    public static IEnumerable<CheckFailure> Of(PropertyMap spec)
    {
        var rules = spec["rules"]?.AsList ?? [];
        if (rules.Sum(rule => rule.AsMap["matches"]?.AsList.Length ?? 1) is var matches and > MostMatches)
            yield return new CheckFailure("spec.rules", $"have {matches} matches in all; at most {MostMatches} are possible");
        foreach (var (index, host) in (spec["hostnames"]?.AsList ?? []).Index())
            if (host.AsText is { } name && !Host().IsMatch(name)) yield return new CheckFailure($"spec.hostnames[{index}]", $"is '{name}'; it must be a host name in lower case, which may begin with '*.'");
        foreach (var (index, rule) in rules.Index())
        {
            var path = $"spec.rules[{index}]";
            foreach (var failure in Timeouts($"{path}.timeouts", rule.AsMap["timeouts"]?.AsMap ?? PropertyMap.Empty)) yield return failure;
            foreach (var failure in Filters(path, rule.AsMap)) yield return failure;
            foreach (var (at, backend) in (rule.AsMap["backendRefs"]?.AsList ?? []).Index())
            {
                foreach (var failure in Filters($"{path}.backendRefs[{at}]", backend.AsMap)) yield return failure;
                if (Needs(backend, "port") && (backend.AsMap["kind"]?.AsText ?? "Service") == "Service")
                    yield return new CheckFailure($"{path}.backendRefs[{at}].port", "is required for a Service but not given");
            }
            foreach (var (at, match) in (rule.AsMap["matches"]?.AsList ?? []).Index())
                if (match.AsMap["path"]?.AsMap is { } of && of["value"]?.AsText is { } value && of["type"]?.AsText is not "RegularExpression" && !value.StartsWith('/'))
                    yield return new CheckFailure($"{path}.matches[{at}].path.value", $"is '{value}'; it must begin with '/'");
        }
    }

    static IEnumerable<CheckFailure> Filters(string path, PropertyMap of)
    {
        foreach (var (index, filter) in (of["filters"]?.AsList ?? []).Index())
        {
            var at = $"{path}.filters[{index}]";
            if (filter.AsMap["type"]?.AsText is { } type && Needs(filter, Field(type))) yield return new CheckFailure($"{at}.{Field(type)}", $"is required for a filter of type {type} but not given");
            if (filter.AsMap["requestMirror"]?.AsMap is not { } mirror) continue;
            if (mirror["percent"] is not null && mirror["fraction"] is not null) yield return new CheckFailure($"{at}.requestMirror", "has both percent and fraction; only one of the two is possible");
            if (mirror["fraction"]?.AsMap is { } fraction && fraction["numerator"]?.AsNumber is { } part && (fraction["denominator"]?.AsNumber ?? 100) is var whole && part > whole)
                yield return new CheckFailure($"{at}.requestMirror.fraction.numerator", $"is {part}; it must be at most the denominator, which is {whole}");
        }
    }

    static IEnumerable<CheckFailure> Timeouts(string path, PropertyMap timeouts)
    {
        foreach (var name in (string[])["request", "backendRequest"])
            if (timeouts[name]?.AsText is { } text && !Duration().IsMatch(text)) yield return new CheckFailure($"{path}.{name}", $"is '{text}'; it must be a duration such as 10s or 1m30s");
        if (Time(timeouts["request"]) is { } request && Time(timeouts["backendRequest"]) is { } backend && request > TimeSpan.Zero && backend > request)
            yield return new CheckFailure($"{path}.backendRequest", $"is {timeouts["backendRequest"]!.AsText}; it must be at most the request's, which is {timeouts["request"]!.AsText}");
    }

    static TimeSpan? Time(PropertyValue? value) => value?.AsText is { } text && Duration().Match(text) is { Success: true } match
        ? match.Groups[1].Captures.Aggregate(TimeSpan.Zero, (sum, part) => sum + Part(part.Value))
        : null;

    static TimeSpan Part(string text)
    {
        var unit = text.TrimStart("0123456789".ToCharArray());
        var number = int.Parse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture);
        return unit switch { "h" => TimeSpan.FromHours(number), "m" => TimeSpan.FromMinutes(number), "s" => TimeSpan.FromSeconds(number), _ => TimeSpan.FromMilliseconds(number) };
    }

    static bool Needs(PropertyValue of, string name) => !of.HasUnknown && of.AsMap[name] is null or PropertyValue.Null;

    // RequestMirror's settings are requestMirror; URLRewrite's and CORS's are urlRewrite and cors.
    static string Field(string type) => type switch
    {
        "URLRewrite" => "urlRewrite",
        "CORS" => "cors",
        _ => char.ToLowerInvariant(type[0]) + type[1..],
    };

    [GeneratedRegex(@"^([0-9]{1,5}(?:h|m|s|ms)){1,4}$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Host();
}

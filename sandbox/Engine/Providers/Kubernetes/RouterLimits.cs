using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What of a route the sandbox's router can't do: said before anything is made.</summary>
internal static class RouterLimits
{
    public static IEnumerable<CheckFailure> Of(PropertyMap spec)
    {
        foreach (var (index, parent) in (spec["parentRefs"]?.AsList ?? []).Index())
            if ((parent.AsMap["kind"]?.AsText ?? "Gateway") is var kind and not "Gateway") yield return new($"spec.parentRefs[{index}].kind", $"is {kind}; the sandbox's router attaches routes to Gateways");
        foreach (var (index, rule) in (spec["rules"]?.AsList ?? []).Select(rule => rule.AsMap).Index())
        {
            var path = $"spec.rules[{index}]";
            if (rule["timeouts"]?.AsMap.Count > 0) yield return new($"{path}.timeouts", "is not possible in the sandbox, whose router keeps its own time; leave it out");
            foreach (var failure in (rule["matches"]?.AsList ?? []).SelectMany((match, at) => Match($"{path}.matches[{at}]", match.AsMap))) yield return failure;
            foreach (var (at, filter) in (rule["filters"]?.AsList ?? []).Index())
            {
                if (filter.AsMap["type"]?.AsText is { } type and not "RequestMirror") yield return new($"{path}.filters[{at}].type", $"is {type}; the sandbox's router does RequestMirror and no other filter");
                if (Manifest.At(filter.AsMap, "requestMirror.backendRef") is { } mirrored)
                    foreach (var failure in Backend($"{path}.filters[{at}].requestMirror.backendRef", mirrored.AsMap)) yield return failure;
            }
            foreach (var (at, backend) in (rule["backendRefs"]?.AsList ?? []).Index())
            {
                if (backend.AsMap["filters"]?.AsList.Length > 0) yield return new($"{path}.backendRefs[{at}].filters", "is not possible in the sandbox, whose router mirrors for whole rules and has no other filter");
                foreach (var failure in Backend($"{path}.backendRefs[{at}]", backend.AsMap)) yield return failure;
            }
        }
    }

    static IEnumerable<CheckFailure> Match(string path, PropertyMap match)
    {
        foreach (var name in (string[])["method", "queryParams"])
            if (match[name] is not (null or PropertyValue.Null or PropertyValue.List { Items.Length: 0 })) yield return new($"{path}.{name}", "is not possible in the sandbox, whose router matches by host, path and headers");
        if (Manifest.Text(match, "path.type") == "RegularExpression") yield return new($"{path}.path.type", "is RegularExpression; the sandbox's router does Exact and PathPrefix");
        if (Manifest.Text(match, "path.value") is { } value && value.AsSpan().ContainsAny('*', '?')) yield return new($"{path}.path.value", $"is '{value}'; the sandbox's router can't take '*' and '?' as they are");
        foreach (var (at, header) in (match["headers"]?.AsList ?? []).Index())
            if (header.AsMap["type"]?.AsText == "RegularExpression") yield return new($"{path}.headers[{at}].type", "is RegularExpression; the sandbox's router does Exact");
    }

    static IEnumerable<CheckFailure> Backend(string path, PropertyMap backend)
    {
        if ((backend["kind"]?.AsText ?? "Service") is var kind and not "Service") yield return new($"{path}.kind", $"is {kind}; the sandbox's router forwards to Services");
        if (backend["namespace"]?.AsText is { } space) yield return new($"{path}.namespace", $"is '{space}'; the sandbox's cluster has no ReferenceGrants, so a route forwards to Services of its own namespace: leave it out");
    }
}

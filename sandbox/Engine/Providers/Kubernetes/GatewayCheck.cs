using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The limits of a Gateway that lie between its properties, and what of it the sandbox's router can't do.</summary>
internal static class GatewayCheck
{
    public static IEnumerable<CheckFailure> Of(PropertyMap spec)
    {
        var (names, ports) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<double>());
        foreach (var (index, value) in (spec["listeners"]?.AsList ?? []).Index())
        {
            var (path, listener) = ($"spec.listeners[{index}]", value.AsMap);
            if (listener["name"]?.AsText is { } name && !names.Add(name)) yield return new CheckFailure($"{path}.name", $"is '{name}', which another listener has");
            if (listener["port"]?.AsNumber is { } port && !ports.Add(port)) yield return new CheckFailure($"{path}.port", $"is {port}, which another listener has; the sandbox's router has one listener for a port");
            var (protocol, tls) = (listener["protocol"]?.AsText, listener["tls"] as PropertyValue.Map);
            if (protocol is not (null or "HTTP" or "HTTPS")) yield return new CheckFailure($"{path}.protocol", $"is {protocol}; the sandbox's router speaks HTTP and HTTPS");
            if (protocol == "HTTP" && tls is not null) yield return new CheckFailure($"{path}.tls", "is set, and its listener speaks HTTP; leave it out, or let it speak HTTPS");
            // Which certificate a program names is between it and its cluster; here clients see the world's own.
            if (protocol == "HTTPS" && (tls is null || tls.Properties["certificateRefs"]?.AsList.Length is null or 0)) yield return new CheckFailure($"{path}.tls.certificateRefs", "is required for HTTPS but not given");
            if (tls?.Properties["mode"]?.AsText == "Passthrough") yield return new CheckFailure($"{path}.tls.mode", "is Passthrough; the sandbox's router ends TLS itself");
            if (Manifest.Text(listener, "allowedRoutes.namespaces.from") == "Selector") yield return new CheckFailure($"{path}.allowedRoutes.namespaces.from", "is Selector; the sandbox's router lets in routes of the same namespace, or All");
        }
    }
}

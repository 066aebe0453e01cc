using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What of a pod that runs the sandbox can't do: said before anything is made.</summary>
internal static class PodCheck
{
    public static IEnumerable<CheckFailure> Of(PropertyMap inputs)
    {
        var (index, container) = Pod.Running((Manifest.At(inputs, "spec.template.spec.containers")?.AsList ?? []).Select(each => each.AsMap));
        var path = $"spec.template.spec.containers[{index}]";
        foreach (var name in (string[])["command", "args"])
            if (container[name]?.AsList.Length > 0) yield return new CheckFailure($"{path}.{name}", "is not possible in the sandbox, which starts what the image says is its entrypoint and nothing that a program says");
        if (container["readinessProbe"]?.AsMap is { Count: > 0 } probe)
        {
            if (probe.Names.FirstOrDefault(name => name is "exec" or "grpc" or "tcpSocket") is { } other)
                yield return new CheckFailure($"{path}.readinessProbe.{other}", "is not possible in the sandbox, which asks by httpGet; use httpGet, or leave the probe out, so that a pod is ready as soon as it runs");
            if (Manifest.Text(probe, "httpGet.scheme") == "HTTPS")
                yield return new CheckFailure($"{path}.readinessProbe.httpGet.scheme", "is HTTPS; the sandbox's pods speak HTTP");
        }
        if (Manifest.At(container, "lifecycle.preStop") is { HasUnknown: false } hook && Pod.Sleep(hook.AsMap) is null)
            yield return new CheckFailure($"{path}.lifecycle.preStop", "is not possible in the sandbox, whose pods sleep before they stop and do nothing else there; use sleep.seconds, or exec.command sleep with seconds");
    }
}

using System.Globalization;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What the world does of a pod: one process, of the first container that has ports, else of the first.</summary>
internal sealed class Pod(PropertyMap template)
{
    /// <summary>Of a container that says nothing of when it is ready: as soon as it runs.</summary>
    public static readonly HealthCheck Unasked = new() { Path = "", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), HealthyThreshold = 1, UnhealthyThreshold = 1, Matcher = "200" };

    // What a kubelet grants a container whose hook has used up the whole grace period.
    static readonly TimeSpan leastToStop = TimeSpan.FromSeconds(2);

    public static Pod Of(ClusterObject deployment) => new(Manifest.At(deployment.Outputs, "spec.template")?.AsMap ?? PropertyMap.Empty);

    public PropertyMap Labels => Manifest.At(template, "metadata.labels")?.AsMap ?? PropertyMap.Empty;
    public PropertyMap Annotations => Manifest.At(template, "metadata.annotations")?.AsMap ?? PropertyMap.Empty;
    public PropertyMap Spec => template["spec"]?.AsMap ?? PropertyMap.Empty;
    public PropertyMap Container => Running(Spec["containers"]?.AsList.Select(container => container.AsMap) ?? []).Container;

    public TimeSpan PreStop => TimeSpan.FromSeconds(Sleep(Manifest.At(Container, "lifecycle.preStop")?.AsMap ?? PropertyMap.Empty) ?? 0);

    /// <summary>The hook is part of the grace period.</summary>
    public TimeSpan StopTimeout => TimeSpan.FromSeconds(Spec["terminationGracePeriodSeconds"]?.AsNumber ?? 30) - PreStop is var left && left > leastToStop ? left : leastToStop;

    public HealthCheck Readiness => Container["readinessProbe"]?.AsMap is not { } probe || probe["httpGet"]?.AsMap is not { } get ? Unasked : new()
    {
        Path = get["path"]?.AsText is { Length: > 0 } path ? path : "/",
        Interval = TimeSpan.FromSeconds(probe["periodSeconds"]?.AsNumber ?? 10),
        Timeout = TimeSpan.FromSeconds(probe["timeoutSeconds"]?.AsNumber ?? 1),
        HealthyThreshold = (int)(probe["successThreshold"]?.AsNumber ?? 1),
        UnhealthyThreshold = (int)(probe["failureThreshold"]?.AsNumber ?? 3),
        Matcher = "200-399",
    };

    /// <summary>A selector of nothing takes nobody in.</summary>
    public bool IsSelectedBy(PropertyMap selector) => selector.Count > 0 && selector.All(wanted => Labels[wanted.Key]?.AsText is { } its && its == wanted.Value.AsText);

    public static (int Index, PropertyMap Container) Running(IEnumerable<PropertyMap> containers)
    {
        var all = containers.ToList();
        var index = Math.Max(0, all.FindIndex(container => container["ports"]?.AsList.Length > 0));
        return (index, all.Count > 0 ? all[index] : PropertyMap.Empty);
    }

    /// <summary>How long a hook sleeps; null for one that does anything else.</summary>
    public static double? Sleep(PropertyMap hook) =>
        Manifest.Number(hook, "sleep.seconds")
        ?? (Manifest.At(hook, "exec.command")?.AsList.Select(word => word.AsText).ToList() is ["sleep" or "/bin/sleep", var seconds]
            && double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null);
}

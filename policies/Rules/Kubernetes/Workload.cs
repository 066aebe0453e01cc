using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>Whatever makes pods, and the pods that it makes.</summary>
internal sealed record Workload(Resource Resource, string TemplatePath) : IResourceType<Workload>
{
    const string Patch = "Patch";

    // Of the kinds that run for long, and so have users or a place to keep.
    public static readonly ImmutableArray<string> LongRunning =
        [.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets, .. KubernetesTypes.ReplicaSets, .. KubernetesTypes.DaemonSets, .. KubernetesTypes.Pods];

    static readonly ImmutableArray<(string List, string Called)> kinds = [("containers", "Container"), ("initContainers", "Init container"), ("ephemeralContainers", "Ephemeral container")];

    public static ImmutableArray<string> Tokens { get; } = [.. LongRunning, .. KubernetesTypes.Jobs, .. KubernetesTypes.CronJobs, .. KubernetesTypes.PodTemplates];

    /// <summary>With what changes a workload that somebody else made: it can add what is forbidden, and lacks what is demanded elsewhere.</summary>
    public static ImmutableArray<string> OrPatches { get; } = [.. Tokens, .. Tokens.Select(token => token + Patch)];

    public Property Metadata => At(TemplatePath)["metadata"];

    public Property Spec => At(TemplatePath)["spec"];

    public Property Security => Spec["securityContext"];

    public Property Namespace => Resource["metadata"]["namespace"];

    public bool OnWindows => Spec["os"]["name"].Text == "windows";

    /// <summary>Pods whose root is nobody on the node.</summary>
    public bool HasOwnUsers => Spec["hostUsers"].Flag == false;

    public static Workload Of(Resource resource) => new(resource, resource.Type.Replace(Patch, "", StringComparison.Ordinal) switch
    {
        var type when KubernetesTypes.Pods.Contains(type) => "",
        var type when KubernetesTypes.PodTemplates.Contains(type) => "template",
        var type when KubernetesTypes.CronJobs.Contains(type) => "spec.jobTemplate.spec.template",
        _ => "spec.template",
    });

    /// <summary>A path within the pod's spec as the resource knows it.</summary>
    public string Path(string inSpec) => TemplatePath.Length == 0 ? $"spec.{inSpec}" : $"{TemplatePath}.spec.{inSpec}";

    /// <summary>All that run in the pod: those that start it and those that look into it too.</summary>
    public void EachContainer(Report report, Action<PodContainer> check) =>
        report.Each(kinds, kind => report.Each(Containers(kind.List, kind.Called), check));

    /// <summary>The security context of the pod and that of each container, and whose it is.</summary>
    public void EachSecurity(Report report, Action<Property, string, Report> check)
    {
        report.Try(() => check(Security, $"{this}", report));
        EachContainer(report, container => check(container.Security, $"{container} of {this}", report));
    }

    /// <summary>Those that run as long as the pod does.</summary>
    public IEnumerable<PodContainer> Main() => Containers("containers", "Container");

    public override string ToString() => Resource.ToString();

    IEnumerable<PodContainer> Containers(string list, string called) => Spec[list].Items.Select(definition => new PodContainer(called, definition));

    Property At(string path) => path.Length == 0 ? Resource.Properties : path.Split('.').Aggregate(Resource.Properties, (at, name) => at[name]);
}

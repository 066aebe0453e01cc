using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class PodImages
{
    static readonly ListSetting<string> registries = new("registries", "Registries, or paths in them, from which images may come. Without any, all may.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-image-registry",
            Demand = "Images come from the registries that are configured.",
            Because = "Nobody scans, signs or keeps what lies elsewhere, and a registry that is down or limits its pulls leaves a scale-out without replicas.",
            Mend = "Copy the image into a registry of your own and name it there, or add the registry to this rule's setting `registries`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1"), Frameworks.Iso("A.8.32")],
            Types = Workload.Tokens,
            Settings = [registries],
            Check = Typed.Check<Workload>((workload, report) =>
            {
                var allowed = registries.In(report.Settings);
                if (allowed.Count == 0) return;
                workload.EachContainer(report, container =>
                {
                    var image = Full(container["image"].Text ?? "");
                    if (!allowed.Any(registry => image.StartsWith(registry.TrimEnd('/') + "/", StringComparison.Ordinal))) report.Violation($"{container} of {workload} runs '{image}'.");
                });
            }),
        },
        new ResourceRule
        {
            Name = "pod-pull-policy",
            Demand = "An image that a tag names is pulled at every start, and none is never pulled.",
            Because = "Nodes that kept an older image under the same tag would run another program than their neighbours do, and a new node has none at all.",
            Mend = "Name the image by its digest and leave imagePullPolicy out, or set it to Always.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-6"), Frameworks.Soc2("CC8.1")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                var policy = container["imagePullPolicy"].Text;
                if (policy == "Never")
                    report.Violation($"{container} of {workload} never pulls its image.");
                else if (policy == "IfNotPresent" && container["image"].Text is { } image && !image.Contains('@'))
                    report.Violation($"{container} of {workload} runs '{image}' as its node happens to have it.");
            })),
        },
    ];

    /// <summary>With the registry that is meant where none is named.</summary>
    static string Full(string image) => image.Split('/') switch
    {
        [var first, _, ..] when first.Contains('.') || first.Contains(':') || first == "localhost" => image,
        [_] => $"docker.io/library/{image}",
        _ => $"docker.io/{image}",
    };
}

using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class PodResources
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-memory-limit",
            Demand = "Every container has a limit of memory.",
            Because = "A leak in one container takes the node's memory, and the kernel then kills whichever neighbour is largest.",
            Mend = "Set resources.limits.memory.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("SC-7"), Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                if (container["resources"]["limits"]["memory"].Text is null) report.Violation($"{container} of {workload} has no limit of memory.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-memory-reserved",
            Demand = "Memory that a container may use is reserved for it.",
            Because = "On a full node the pods that use more than they asked for are killed first, in the middle of their requests.",
            Mend = "Set resources.requests.memory to what limits.memory says, or leave it out.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                var (asked, limit) = (container["resources"]["requests"]["memory"].Text, container["resources"]["limits"]["memory"].Text);
                if (Quantity.Read(asked) < Quantity.Read(limit)) report.Violation($"{container} of {workload} reserves {asked} of memory and may use {limit}.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-cpu-request",
            Demand = "Every container says how much CPU it needs.",
            Because = "The scheduler packs such pods onto full nodes, and an autoscaler by CPU has nothing to measure their load against.",
            Mend = "Set resources.requests.cpu.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container =>
            {
                var resources = container["resources"];
                if (resources["requests"]["cpu"].Text is null && resources["limits"]["cpu"].Text is null) report.Violation($"{container} of {workload} asks for no CPU.");
            })),
        },
        new ResourceRule
        {
            Name = "pod-requests-within-limits",
            Demand = "No container asks for more than its limit.",
            Because = "The API server refuses such a pod in the middle of the update, when other resources have changed already.",
            Mend = "Raise the limit under resources.limits, or lower the request under resources.requests.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container["resources"]["requests"].Entries, request =>
            {
                var limit = container["resources"]["limits"][request.Name].Text;
                if (Quantity.Read(request.Value.Text) > Quantity.Read(limit)) report.Violation($"{container} of {workload} asks for {request.Value.Text} of {request.Name}, and its limit is {limit}.");
            }))),
        },
        new ResourceRule
        {
            Name = "pod-memory-volume-bounded",
            Demand = "A volume in memory has a size.",
            Because = "Files in it count as memory: without a size it grows until the pod, or its node, runs out of it.",
            Mend = "Set emptyDir.sizeLimit.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Spec["volumes"].Items, volume =>
            {
                if (volume["emptyDir"]["medium"].Text == "Memory" && volume["emptyDir"]["sizeLimit"].Text is null)
                    report.Violation($"Volume '{volume["name"].Shown()}' of {workload} is in memory and has no size.");
            })),
        },
    ];
}

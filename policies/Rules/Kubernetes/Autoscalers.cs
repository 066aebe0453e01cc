using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class Autoscalers
{
    static readonly ValueSetting<double> least = new("floor", "How many replicas an autoscaler leaves at least.", 2);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "autoscaler-floor",
            Demand = "An autoscaler leaves at least two replicas.",
            Because = "In a quiet hour one replica would be left, and its crash is an outage; the next rush finds a service that has to start first.",
            Mend = "Set spec.minReplicas to 2 or more.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.Autoscalers,
            Settings = [least],
            Check = (scaler, report) =>
            {
                if (Floor(scaler) < least.In(report.Settings)) report.Violation($"{scaler} leaves {Floor(scaler)} of at least {least.In(report.Settings)} replicas.");
            },
        },
        new ResourceRule
        {
            Name = "autoscaler-has-room",
            Demand = "An autoscaler may go above its floor.",
            Because = "It looks as if the service grew with its load, and it never does.",
            Mend = "Set spec.maxReplicas above minReplicas.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.Autoscalers,
            Check = (scaler, report) =>
            {
                if (scaler["spec"]["maxReplicas"].Number is { } most && most <= Floor(scaler)) report.Violation($"{scaler} has room for {Floor(scaler)} to {most} replicas.");
            },
        },
        new StackRule
        {
            Name = "autoscaler-owns-replicas",
            Demand = "Where an autoscaler counts the replicas, updates leave the number alone.",
            Because = "Each update would bring a busy service back to its declared size, in the middle of the rush that made it grow.",
            Mend = "Put spec.replicas into the Deployment's ignoreChanges, or leave it out.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.Autoscalers,
            Check = (stack, report) => report.Each(stack.OfType([.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets]), workload =>
            {
                if (workload["spec"]["replicas"].IsMissing || workload.IgnoredChanges.Any(path => path is "spec.replicas" or "spec")) return;
                if (Of(workload, stack) is [var scaler, ..]) report.About(workload).Violation($"{workload} sets its replicas, and so does {scaler}.");
            }),
        },
        new ResourceRule
        {
            Name = "autoscaler-measures",
            Demand = "An autoscaler names what it goes by.",
            Because = "Without metrics the cluster takes 80 % of the CPU that was asked for, at which a service that answers people is late already.",
            Mend = "Set spec.metrics, such as 60 % of the CPU.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.Autoscalers,
            Check = (scaler, report) =>
            {
                if (scaler["spec"]["metrics"].Items.Count == 0 && scaler["spec"]["targetCPUUtilizationPercentage"].Number is null) report.Violation($"{scaler} names no metric.");
            },
        },
    ];

    public static double Floor(Resource scaler) => scaler["spec"]["minReplicas"].Number ?? 1;

    /// <summary>Those of the stack that scale the workload.</summary>
    public static List<Resource> Of(Resource workload, Stack stack)
    {
        var kind = workload.Type[(workload.Type.LastIndexOf(':') + 1)..];
        var name = workload["metadata"]["name"] is { IsUnknown: false } known && known.Text is { } text ? text : workload.Name;
        return [.. stack.OfType(KubernetesTypes.Autoscalers).Where(scaler => scaler["spec"]["scaleTargetRef"] is var target && target["kind"].Text == kind && target["name"].Text == name)];
    }
}

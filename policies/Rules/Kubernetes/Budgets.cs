using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>PodDisruptionBudgets: how many replicas may be taken away when nodes are emptied.</summary>
internal static class Budgets
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "budget-lets-go",
            Demand = "A disruption budget lets at least one pod go.",
            Because = "Nodes could never be emptied: the cluster's upgrade hangs until somebody deletes the budget, and then nothing is guarded.",
            Mend = "Set maxUnavailable to 1.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.Budgets,
            Check = (budget, report) =>
            {
                var (least, most) = (budget["spec"]["minAvailable"].Text, budget["spec"]["maxUnavailable"].Text);
                if (Amount(most) == 0)
                    report.Violation($"{budget} has maxUnavailable {most}.");
                else if (Quantity.Percent(least) >= 100)
                    report.Violation($"{budget} has minAvailable {least}.");
            },
        },
        new ResourceRule
        {
            Name = "budget-keeps-some",
            Demand = "A disruption budget keeps at least one pod.",
            Because = "It looks like a guard and is none: emptying nodes may take all replicas at once.",
            Mend = "Set maxUnavailable to 1.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.Budgets,
            Check = (budget, report) =>
            {
                var (least, most) = (budget["spec"]["minAvailable"].Text, budget["spec"]["maxUnavailable"].Text);
                if (Quantity.Percent(most) >= 100)
                    report.Violation($"{budget} has maxUnavailable {most}.");
                else if (Amount(least) == 0)
                    report.Violation($"{budget} has minAvailable {least}.");
                else if (least is null && most is null)
                    report.Violation($"{budget} has neither minAvailable nor maxUnavailable.");
            },
        },
        new StackRule
        {
            Name = "deployment-has-budget",
            Demand = "A Deployment of several replicas has a disruption budget.",
            Because = "An upgrade of the nodes may take all replicas of a service in the same minute.",
            Mend = "Declare a PodDisruptionBudget with maxUnavailable 1 and the Deployment's selector.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2"), Frameworks.Nist("CM-3")],
            Types = KubernetesTypes.Deployments,
            Check = (stack, report) => report.Each(stack.OfType(KubernetesTypes.Deployments), deployment =>
            {
                if (deployment["spec"]["replicas"].Number > 1 && Of(deployment, stack).Count == 0) report.About(deployment).Violation($"{deployment} has no disruption budget in this stack.");
            }),
        },
        new StackRule
        {
            Name = "budget-below-replicas",
            Demand = "A disruption budget keeps fewer pods than its Deployment has.",
            Because = "No pod may ever go then, and the node where it runs can't be emptied.",
            Mend = "Set maxUnavailable to 1 instead of minAvailable, so that it holds for every size.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = KubernetesTypes.Budgets,
            Check = (stack, report) => report.Each(stack.OfType([.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets]), workload => report.Each(Of(workload, stack), budget =>
            {
                var floor = Autoscalers.Of(workload, stack) is [var scaler, ..] ? Autoscalers.Floor(scaler) : workload["spec"]["replicas"].Number ?? 1;
                if (Quantity.Read(budget["spec"]["minAvailable"].Text) is { } least && least >= floor && floor > 0)
                    report.About(budget).Violation($"{budget} keeps {least} pods, and {workload} has {floor}.");
            })),
        },
    ];

    static List<Resource> Of(Resource workload, Stack stack)
    {
        var (labels, space) = (workload["spec"]["template"]["metadata"]["labels"], Space(workload));
        return [.. stack.OfType(KubernetesTypes.Budgets).Where(budget => Space(budget) is var there && (space is null || there is null || space == there) && LabelSelector.Selects(budget["spec"]["selector"], labels))];
    }

    /// <summary>Null where it isn't known yet: then it may be any.</summary>
    static string? Space(Resource resource) => resource["metadata"]["namespace"] is { IsUnknown: false } known ? known.Text ?? "default" : null;

    static double? Amount(string? text) => Quantity.Percent(text) ?? Quantity.Read(text);
}

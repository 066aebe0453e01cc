using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>How ECS and Auto Scaling treat replicas that run: a side is replaced by another side, never changed in place.</summary>
internal static class ServiceUpdates
{
    static readonly ImmutableHashSet<string> needed = ["Launch", "Terminate", "HealthCheck", "ReplaceUnhealthy", "AddToLoadBalancer"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "service-breaker-alone",
            Demand = "An ECS service gives up a deployment that fails, and goes back to nothing by itself.",
            Because = "Without the breaker a side that can't start is started again for hours; with its rollback an older task definition runs under the new release's name.",
            Mend = "Set deploymentCircuitBreaker to { enable: true, rollback: false }.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("CC8.1"), Frameworks.Nist("CM-3")],
            Types = [Tokens.EcsService],
            Check = (service, report) =>
            {
                if (service["deploymentController"]["type"].Text is "CODE_DEPLOY" or "EXTERNAL") return;
                var breaker = service["deploymentCircuitBreaker"];
                if (breaker["enable"].Flag != true)
                    report.Violation($"{service} never gives up.");
                else if (breaker["rollback"].Flag == true)
                    report.Violation($"{service} goes back to an earlier task definition by itself.");
            },
            Remedy = (service, _) => service["deploymentCircuitBreaker"].IsMissing && service["deploymentController"].IsMissing
                ? Change.To(service).Set("deploymentCircuitBreaker.enable", true).Set("deploymentCircuitBreaker.rollback", false)
                : null,
        },
        new ResourceRule
        {
            Name = "service-keeps-its-tasks",
            Demand = "An ECS service starts new tasks before it stops old ones.",
            Because = "During every update and every replaced host fewer tasks would answer the same users.",
            Mend = "Set deploymentMinimumHealthyPercent to 100 and deploymentMaximumPercent above it.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [Tokens.EcsService],
            Check = (service, report) =>
            {
                if (service["schedulingStrategy"].Text == "DAEMON") return;
                if (service["deploymentMinimumHealthyPercent"].Number is { } least and < 100)
                    report.Violation($"{service} may go down to {least} % of its tasks.");
                else if (service["deploymentMaximumPercent"].Number is { } most and <= 100)
                    report.Violation($"{service} keeps all of its tasks and may start none beside them: no update can begin.");
            },
        },
        new ResourceRule
        {
            Name = "service-waited-for",
            Demand = "An update ends when the ECS service is steady.",
            Because = "Otherwise it ends when the first task is asked for, and the side is proven, or given users, before it runs.",
            Mend = "Set waitForSteadyState to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("CC8.1")],
            Types = [Tokens.EcsService],
            Check = (service, report) =>
            {
                if (service["waitForSteadyState"].Flag != true) report.Violation($"{service} is not waited for.");
            },
            Remedy = (service, _) => service["waitForSteadyState"].IsMissing ? Change.To(service).Set("waitForSteadyState", true) : null,
        },
        new ResourceRule
        {
            Name = "service-not-restarted",
            Demand = "An update that changes nothing of an ECS service leaves its tasks alone.",
            Because = "With forceNewDeployment every `up` replaces all tasks, also those that serve users.",
            Mend = "Remove forceNewDeployment; a release is another environment.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = [Tokens.EcsService],
            Check = (service, report) =>
            {
                if (service["forceNewDeployment"].Flag == true) report.Violation($"{service} is deployed anew by every update.");
            },
        },
        new ResourceRule
        {
            Name = "group-not-refreshed",
            Demand = "No Auto Scaling group replaces its instances in place.",
            Because = "An instance refresh gives users a new image machine by machine, without shares, gates, or a side to return to.",
            Mend = "Remove instanceRefresh; another image is another group.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = [Aws.Kinds.ScalingGroup],
            Check = (group, report) =>
            {
                if (group["instanceRefresh"] is { IsMissing: false } refresh) report.Violation($"{group} refreshes its instances{(refresh["strategy"].Text is { } strategy ? $" ({strategy})" : "")}.");
            },
        },
        new ResourceRule
        {
            Name = "group-processes-run",
            Demand = "No process of an Auto Scaling group that keeps it whole is suspended.",
            Because = "Broken instances would stay behind the balancer, or lost ones never be replaced, and no alarm tells it.",
            Mend = "Take Launch, Terminate, HealthCheck, ReplaceUnhealthy and AddToLoadBalancer out of suspendedProcesses.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = [Aws.Kinds.ScalingGroup],
            Check = (group, report) => report.Each(group["suspendedProcesses"].Items, process =>
            {
                if (process.Text is { } name && needed.Contains(name)) report.Violation($"{group} has {name} suspended.");
            }),
        },
        new ResourceRule
        {
            Name = "group-template-pinned",
            Demand = "An Auto Scaling group names the version of its launch template.",
            Because = "An instance that is added next week would start from whatever the template is then: half of the side runs another image.",
            Mend = "Set launchTemplate.version to the template's latestVersion output instead of $Latest or $Default.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = [Aws.Kinds.ScalingGroup],
            // A version that the template doesn't have yet is a number, and no word.
            WhenUnknown = WhenUnknown.Skip,
            Check = (group, report) => report.Each([group["launchTemplate"], group["mixedInstancesPolicy"]["launchTemplate"]["launchTemplateSpecification"]], template =>
            {
                if (!template.IsMissing && template["version"].Text is null or "" or "$Latest" or "$Default") report.Violation($"{group} starts instances from {template["version"].Text ?? "the default version"} of its template.");
            }),
        },
    ];
}

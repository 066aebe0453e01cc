using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>How a pod leaves: first users go, then the process is told to stop, then it is killed.</summary>
internal static partial class PodShutdown
{
    const double DefaultGrace = 30;

    static readonly ImmutableArray<string> serving = [.. KubernetesTypes.Deployments, .. KubernetesTypes.StatefulSets, .. KubernetesTypes.ReplicaSets];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "pod-grace-covers-pre-stop",
            Demand = "The grace period of a pod is longer than its preStop hooks sleep.",
            Because = "The grace period counts from before the hook: the process would be killed before it heard that it has to stop, with all requests that it still answers.",
            Mend = "Set terminationGracePeriodSeconds to the sleep plus what the longest request takes.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) =>
            {
                var grace = workload.Spec["terminationGracePeriodSeconds"].Number ?? DefaultGrace;
                if (grace <= 0) report.Violation($"{workload} is killed at once, without being told to stop.");
                report.Each(workload.Main(), container =>
                {
                    if (Sleep(container["lifecycle"]["preStop"]) is { } sleep && sleep >= grace && grace > 0)
                        report.Violation($"{container} of {workload} sleeps {sleep} s before it is told to stop, and is killed after {grace} s.");
                });
            }),
        },
        new ResourceRule
        {
            Name = "pod-pre-stop",
            Demand = "A container that has ports waits for its users to go before it is told to stop.",
            Because = "Proxies hear of a leaving pod some seconds after it does, and would send requests to a process that has closed its port.",
            Mend = "Set lifecycle.preStop.sleep.seconds to what your gateways need, such as 10.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Soc2("A1.2")],
            Types = serving,
            Check = Typed.Check<Workload>((workload, report) => report.Each(workload.Main(), container =>
            {
                if (container["ports"].Items.Count > 0 && container["lifecycle"]["preStop"].IsMissing) report.Violation($"{container} of {workload} has ports and no preStop hook.");
            })),
        },
    ];

    /// <summary>How long the hook sleeps, by its own action or by a command; null where that can't be seen.</summary>
    static double? Sleep(Property hook)
    {
        if (hook["sleep"]["seconds"].Number is { } seconds) return seconds;
        var command = string.Join(' ', hook["exec"]["command"].Items.Select(word => word.Text));
        return Sleeps().Match(command) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("(?:^|[\\s/;&])sleep\\s+(\\d+(?:\\.\\d+)?)s?(?:$|[\\s;&])", RegexOptions.CultureInvariant)]
    private static partial Regex Sleeps();
}

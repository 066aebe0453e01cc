using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>Where secret values stand, and who can read them there.</summary>
internal static class Secrecy
{
    static readonly ListSetting<string> allow = new("allow", "Names of keys and variables that look like secrets and are none.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "secret-data-marked",
            Demand = "The values of a Secret are marked as secrets.",
            Because = "Unmarked, they stand in plain text in the stack's state, in its previews and in the log of the pipeline; base64 hides nothing.",
            Mend = "Pass stringData from the stack's secret configuration, or wrap the value as a secret output.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("SC-28"), Frameworks.Pci("8.6.2"), Frameworks.Soc2("CC6.1"), Frameworks.Iso("A.8.24")],
            Types = KubernetesTypes.Secrets,
            Check = (secret, report) => report.Each(["data", "stringData"], name => report.Each(secret[name].Entries, entry =>
            {
                if (!entry.Value.HoldsSecret && entry.Value.Text is { Length: > 0 }) report.Violation($"{entry.Value.Path} of {secret} is not marked as a secret.");
            })),
        },
        new ResourceRule
        {
            Name = "config-map-no-secrets",
            Demand = "No ConfigMap holds a secret.",
            Because = "Everybody who may look at the namespace reads ConfigMaps, and they are shown in every tool.",
            Mend = "Put the value into a Secret; if it is none, name its key in this rule's setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("IA-5"), Frameworks.Pci("8.6.2"), Frameworks.Soc2("CC6.1")],
            Types = KubernetesTypes.ConfigMaps,
            Settings = [allow],
            Check = (map, report) => report.Each(map["data"].Entries.Where(entry => !allow.In(report.Settings).Contains(entry.Name)), entry => Plain($"Key '{entry.Name}' of {map}", entry.Name, entry.Value, report)),
        },
        new ResourceRule
        {
            Name = "pod-env-no-secrets",
            Demand = "No variable of a container holds a secret in plain text.",
            Because = "It stands in the Deployment and in each of its earlier revisions, for all who may read either.",
            Mend = "Use valueFrom.secretKeyRef; if the value is no secret, name the variable in this rule's setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("IA-5"), Frameworks.Pci("8.6.2"), Frameworks.Soc2("CC6.1")],
            Types = Workload.OrPatches,
            Settings = [allow],
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container["env"].Items, variable =>
            {
                var name = variable["name"].Text ?? "";
                if (!allow.In(report.Settings).Contains(name)) Plain($"Variable {name} of {container} of {workload}", name, variable["value"], report);
            }))),
        },
        new ResourceRule
        {
            Name = "pod-secret-by-key",
            Demand = "A container takes the keys of a Secret that it needs, and not all of them.",
            Because = "A key that is added to the Secret later becomes a variable of the program, of all its children and of every crash report.",
            Mend = "Replace envFrom.secretRef by env with a secretKeyRef for each key.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.4.1"), Frameworks.Nist("AC-6")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container["envFrom"].Items, source =>
            {
                if (!source["secretRef"].IsMissing) report.Violation($"{container} of {workload} takes all keys of the Secret '{source["secretRef"]["name"].Shown()}'.");
            }))),
        },
        new ResourceRule
        {
            Name = "pod-secrets-as-files",
            Demand = "Secrets reach a container as files.",
            Because = "Variables are inherited by every program that it starts and don't follow when the Secret is rotated.",
            Mend = "Mount the Secret as a volume and let the program read the file.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Controls = [Frameworks.CisKubernetes("5.4.1"), Frameworks.Nist("IA-5")],
            Types = Workload.Tokens,
            Check = Typed.Check<Workload>((workload, report) => workload.EachContainer(report, container => report.Each(container["env"].Items, variable =>
            {
                if (!variable["valueFrom"]["secretKeyRef"].IsMissing) report.Violation($"{container} of {workload} takes a Secret as the variable {variable["name"].Shown()}.");
            }))),
        },
    ];

    static void Plain(string what, string name, Property value, Report report)
    {
        if (value.HoldsSecret)
            report.Violation($"{what} is marked as a secret and stands there in plain text.");
        else if (SecretSigns.Find(name, value.Text ?? "") is { } why)
            report.Violation($"{what} {why}.");
    }
}

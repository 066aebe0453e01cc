using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class ServiceAccounts
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "service-account-no-automount",
            Demand = "A service account gives its token to no pod that doesn't ask for it.",
            Because = "A pod that is added to the account later would carry credentials for the API server, and nobody would have said so.",
            Mend = "Set automountServiceAccountToken to false in the ServiceAccount, and to true in the pod that needs it.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.CisKubernetes("5.1.6"), Frameworks.Nist("AC-6")],
            Types = KubernetesTypes.ServiceAccounts,
            Check = (account, report) =>
            {
                if (account["automountServiceAccountToken"].Flag != false) report.Violation($"{account} gives its token to all of its pods.");
            },
        },
        new ResourceRule
        {
            Name = "service-account-token-expires",
            Demand = "No Secret holds a token of a service account.",
            Because = "Such a token never expires: a copy in a backup or a log is valid for as long as the account lives.",
            Mend = "Remove the Secret; pods get tokens that expire, and others ask the TokenRequest API for one.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("IA-5"), Frameworks.Soc2("CC6.1"), Frameworks.Pci("8.6.3")],
            Types = KubernetesTypes.Secrets,
            Check = (secret, report) =>
            {
                if (secret["type"].Text == "kubernetes.io/service-account-token") report.Violation($"{secret} is a token of a service account.");
            },
        },
    ];
}

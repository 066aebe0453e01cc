using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Who may become a role.</summary>
internal static class IamTrust
{
    static readonly ValueSetting<double> hours = new("hours", "The longest session that a role may give, in hours.", 4);

    // They issue their tokens to one application each, which stands in `aud`.
    static readonly string[] byAudience = ["cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com"];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "role-not-for-anyone",
            Demand = "No role can be assumed by whoever asks.",
            Because = "Every holder of an AWS account, anywhere, could take the role and act with its rights.",
            Mend = "Name in Principal the service, the role or the account, or demand aws:PrincipalOrgID in Condition.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.Role],
            Controls = [Frameworks.CisAws("1.21"), Frameworks.Soc2("CC6.1"), Frameworks.Iso("A.5.15"), Frameworks.Nist("AC-3")],
            Check = EachTrusted((role, statement, report) =>
            {
                if (statement.ForAnyone && !statement.IsNarrowed) report.Violation($"In the trust policy of {role}, {statement} lets anyone assume it.");
            }),
        },
        new ResourceRule
        {
            Name = "role-names-its-workload",
            Demand = "A role for tokens of an identity provider says whose tokens, by their subject.",
            Because = "The provider issues tokens to all its customers: a pipeline of a stranger's repository could take the role.",
            Mend = "Compare the provider's `:sub` in Condition with the repository and branch or environment (GitHub: repo:owner/name:environment:production), or the service account.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.Role],
            Controls = [Frameworks.CisAws("1.21"), Frameworks.Soc2("CC6.1"), Frameworks.Iso("A.5.16"), Frameworks.Nist("IA-8")],
            Check = EachTrusted(Subject),
        },
        new ResourceRule
        {
            Name = "role-session-limited",
            Demand = "A session of a role ends within hours.",
            Because = "Credentials that were copied from a laptop or a log work until the session ends, and taking a role away does not end it.",
            Mend = "Set maxSessionDuration to the seconds that the longest job needs, or raise the setting `hours`.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Role],
            Controls = [Frameworks.Pci("8.2.8"), Frameworks.Nist("AC-12")],
            Settings = [hours],
            Check = (role, report) =>
            {
                var most = hours.In(report.Settings);
                if (role["maxSessionDuration"].Number is { } seconds && seconds > most * 3600)
                    report.Violation($"{role} gives sessions of {seconds / 3600:0.#} hours, more than {most:0.#}.");
            },
        },
    ];

    static Action<Resource, Report> EachTrusted(Action<Resource, Statement, Report> check) => (role, report) =>
        report.Each(Statement.Of(role["assumeRolePolicy"]), statement =>
        {
            if (statement.Allows) check(role, statement, report);
        });

    static void Subject(Resource role, Statement statement, Report report)
    {
        if (!statement.Covers("sts:AssumeRoleWithWebIdentity")) return;
        foreach (var provider in statement.Principals("Federated"))
        {
            var claim = byAudience.Contains(provider) ? ":aud" : ":sub";
            var values = statement.Conditions(key => key.EndsWith(claim, StringComparison.OrdinalIgnoreCase)).ToList();
            if (values.Count == 0)
                report.Violation($"In the trust policy of {role}, {statement} takes every token of {provider}.");
            else if (values.SelectMany(all => all).FirstOrDefault(IsEveryones) is { } wide)
                report.Violation($"In the trust policy of {role}, {statement} takes tokens of {provider} with the subject '{wide}', which fits everybody's.");
        }
    }

    // "*", "repo:*", "repo:*/*:ref:refs/heads/main": nothing before the first star says whose it is.
    static bool IsEveryones(string subject) => subject.Split('*')[0] is var known && known.Length < subject.Length && known is "" or "repo:" or "project_path:" or "organization:" or "system:serviceaccount:";
}

using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>What identities may do.</summary>
internal static class IamPolicies
{
    // Each of them gives its holder more than it was given.
    static readonly string[] escalations =
    [
        "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy",
        "iam:PutRolePolicy", "iam:AddUserToGroup", "iam:UpdateAssumeRolePolicy", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
        "iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary",
    ];

    static readonly string[] decryptions = ["kms:Decrypt", "kms:ReEncryptFrom"];
    static readonly string[] secretReads = ["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"];

    static readonly ListSetting<string> services = new("services", "Services of which a policy may allow all actions, such as `s3`.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "iam-no-full-access",
            Demand = "No policy allows every action on every resource.",
            Because = "Whoever gets hold of one such identity, through a leaked key or a flaw in a service, owns the whole account, its backups and its logs included.",
            Mend = "Name in Action what is called and in Resource the ARNs that it is called on.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.CisAws("1.16"), Frameworks.Fsbp("IAM.1"), Frameworks.Soc2("CC6.3"), Frameworks.Iso("A.8.2"), Frameworks.Hipaa("164.308(a)(4)(i)"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (statement.OnEverything && IsFull(statement)) report.Violation($"In {resource}, {statement} allows everything on every resource.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-no-privilege-escalation",
            Demand = "No policy lets its holder give itself more rights on any identity.",
            Because = "Its holder is an administrator one call later, and nobody who reads the list of administrators will find it there.",
            Mend = "Name in Resource the roles or policies that may be changed, and demand a permissions boundary in Condition (iam:PermissionsBoundary).",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Soc2("CC3.3"), Frameworks.Iso("A.8.2"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (IsFull(statement) || !statement.OnEverything || !statement.Body["Condition"].IsMissing) return;
                if (escalations.Where(statement.Covers).ToList() is { Count: > 0 } found)
                    report.Violation($"In {resource}, {statement} allows {Some(found)} on every resource.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-pass-role-named",
            Demand = "Who may pass roles may pass named ones, or to a named service.",
            Because = "An identity that may pass any role starts a task with the strongest role of the account and acts through it.",
            Mend = "Name in Resource the ARNs of the roles, or set the condition iam:PassedToService to the service that takes them.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Soc2("CC6.3"), Frameworks.Pci("7.2.2"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (!IsFull(statement) && statement.OnEverything && statement.Covers("iam:PassRole") && !statement.Conditions(key => Same(key, "iam:PassedToService")).Any())
                    report.Violation($"In {resource}, {statement} allows iam:PassRole on every role to every service.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-decrypts-with-named-keys",
            Demand = "A policy that allows decrypting names the keys.",
            Because = "The key policy is the last door before the data of other services: on every key, the identity reads whatever ciphertext it can reach.",
            Mend = "Name in Resource the ARNs of the keys, or set the condition kms:ViaService or kms:ResourceAliases.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Fsbp("KMS.1"), Frameworks.Pci("3.6.1"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (IsFull(statement) || !statement.OnEverything || !statement.Body["Condition"].IsMissing) return;
                if (decryptions.Where(statement.Covers).ToList() is { Count: > 0 } found)
                    report.Violation($"In {resource}, {statement} allows {Some(found)} with every key.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-reads-named-secrets",
            Demand = "A policy that allows reading secrets or parameters names them.",
            Because = "One compromised service would read the passwords of all others, those of other teams and stages in the account included.",
            Mend = "Name in Resource the ARNs of the secrets, or their common prefix.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Pci("7.2.5"), Frameworks.Iso("A.8.3"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (IsFull(statement) || !statement.OnEverything || !statement.Body["Condition"].IsMissing) return;
                if (secretReads.Where(statement.Covers).ToList() is { Count: > 0 } found)
                    report.Violation($"In {resource}, {statement} allows {Some(found)} of every secret.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-no-not-action",
            Demand = "A policy allows what it names, never all but what it names.",
            Because = "Every action that AWS adds later is allowed from its first day, without anyone having decided it.",
            Mend = "Turn NotAction into Action with what is needed; to take something away, use a statement with Effect Deny.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Pci("7.2.2"), Frameworks.Nist("AC-6")],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                if (!statement.Body["NotAction"].IsMissing) report.Violation($"In {resource}, {statement} allows all but {Some([.. statement.Body["NotAction"].Texts()])}.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-no-whole-service",
            Demand = "No policy allows all actions of a service on every resource.",
            Because = "What was meant for reading one object also deletes, shares and re-configures everything that the service holds.",
            Mend = "Name the actions that the code calls; CloudTrail or IAM Access Analyzer can list those it used. A service that is meant so goes into the setting `services`.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = IdentityPolicies.Types,
            Controls = [Frameworks.Fsbp("IAM.21"), Frameworks.Pci("7.2.2"), Frameworks.Nist("AC-6")],
            Settings = [services],
            Check = IdentityPolicies.EachAllowed((resource, statement, report) =>
            {
                var whole = statement.Actions.Where(action => action.EndsWith(":*", StringComparison.Ordinal) && !services.In(report.Settings).Contains(action[..^2])).ToList();
                if (statement.OnEverything && whole.Count > 0) report.Violation($"In {resource}, {statement} allows {Some(whole)} on every resource.");
            }),
        },
    ];

    static bool IsFull(Statement statement) => statement.Actions.Any(action => action is "*" or "*:*");

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    static string Some(List<string> names) => names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}

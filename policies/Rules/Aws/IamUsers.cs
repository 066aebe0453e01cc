using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>People and their credentials.</summary>
internal static class IamUsers
{
    static readonly ListSetting<string> strong = new("policies", "Names of AWS's own policies that make an administrator.", ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"]);
    static readonly ValueSetting<double> length = new("length", "The fewest characters of a password.", 14);
    static readonly ValueSetting<double> remembered = new("remembered", "How many earlier passwords may not be used again.", 24);
    static readonly ValueSetting<double> days = new("days", "After how many days a password has to be changed at the latest.", 90);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "iam-no-administrator-attached",
            Demand = "No identity is given one of AWS's administrator policies.",
            Because = "They grow with every service that AWS adds, and a role for one job that has them is an administrator whom nobody counts.",
            Mend = "Attach a policy of your own with the actions of the job; if the role is meant for administrators, exempt it by name.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types =
            [
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/userPolicyAttachment:UserPolicyAttachment", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
                "aws:iam/policyAttachment:PolicyAttachment", "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", Kinds.Role,
            ],
            Controls = [Frameworks.CisAws("1.16"), Frameworks.Fsbp("IAM.1"), Frameworks.Soc2("CC6.3"), Frameworks.Iso("A.8.2"), Frameworks.Nist("AC-6")],
            Settings = [strong],
            Check = (resource, report) => report.Each(resource["managedPolicyArns"].Items.Concat([resource["policyArn"], resource["managedPolicyArn"]]), arn =>
            {
                if (arn.Text is { } text && text.Split(":policy/") is [_, var name] && strong.In(report.Settings).Contains(name))
                    report.Violation($"{resource} attaches {name}.");
            }),
        },
        new ResourceRule
        {
            Name = "iam-rights-by-role-or-group",
            Demand = "Users get rights through groups or roles, never on their own.",
            Because = "When somebody changes teams, rights given to the person are those that stay behind, and a review has to read every user.",
            Mend = "Attach the policy to a group or a role and put the user there.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:iam/userPolicyAttachment:UserPolicyAttachment", Kinds.UserPolicy, "aws:iam/policyAttachment:PolicyAttachment"],
            Controls = [Frameworks.CisAws("1.15"), Frameworks.Fsbp("IAM.2"), Frameworks.Pci("7.2.1"), Frameworks.Iso("A.5.15"), Frameworks.Nist("AC-2")],
            Check = (resource, report) =>
            {
                if (resource["user"].Text is { Length: > 0 } user)
                    report.Violation($"{resource} gives rights to the user '{user}' alone.");
                report.Each(resource["users"].Items, user => report.Violation($"{resource} gives rights to the user '{user.Text}' alone."));
            },
        },
        new ResourceRule
        {
            Name = "no-access-keys",
            Demand = "Nobody gets an access key that never ends.",
            Because = "Such keys are found in repositories, images and laptops years later, and still open the account.",
            Mend = "Let programs in AWS use their role, pipelines OpenID Connect, and people IAM Identity Center.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:iam/accessKey:AccessKey", "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"],
            Controls = [Frameworks.CisAws("1.11"), Frameworks.Pci("8.6.3"), Frameworks.Nist("IA-5")],
            Check = (key, report) =>
            {
                if (key["status"].Text != "Inactive") report.Violation($"{key} gives the user '{key["user"].Text ?? key["userName"].Text}' a credential without an end.");
            },
        },
        new ResourceRule
        {
            Name = "first-password-changed",
            Demand = "A password that was set for somebody has to be changed at the first sign-in.",
            Because = "Whoever made it, or can read the stack's state, could go on signing in as that person.",
            Mend = "Set passwordResetRequired to true, or let the person in through IAM Identity Center.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:iam/userLoginProfile:UserLoginProfile"],
            Controls = [Frameworks.Pci("8.3.5"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Check = (profile, report) =>
            {
                if (profile["passwordResetRequired"].Flag != true) report.Violation($"{profile} lets the user '{profile["user"].Text}' keep the password that was set.");
            },
        },
        new ResourceRule
        {
            Name = "password-length",
            Demand = "Passwords have at least 14 characters of several kinds.",
            Because = "Shorter ones are guessed offline in days once a hash leaks.",
            Mend = "Set minimumPasswordLength to 14 or more, and requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.PasswordPolicy],
            Controls = [Frameworks.CisAws("1.8"), Frameworks.Fsbp("IAM.7"), Frameworks.Pci("8.3.6"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Settings = [length],
            Check = (policy, report) =>
            {
                report.Try(() =>
                {
                    if ((policy["minimumPasswordLength"].Number ?? 6) is var least && least < length.In(report.Settings))
                        report.Violation($"{policy} is content with {least} characters.");
                });
                report.Each(["requireLowercaseCharacters", "requireUppercaseCharacters", "requireNumbers", "requireSymbols"], kind =>
                {
                    if (policy[kind].Flag == false) report.Violation($"{policy} sets {kind} to false.");
                });
            },
        },
        new ResourceRule
        {
            Name = "password-not-reused",
            Demand = "The last 24 passwords can't be used again.",
            Because = "A change after a leak is none when the leaked password comes back with the next one.",
            Mend = "Set passwordReusePrevention to 24.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.PasswordPolicy],
            Controls = [Frameworks.CisAws("1.9"), Frameworks.Fsbp("IAM.7"), Frameworks.Iso("A.5.17")],
            Settings = [remembered],
            Check = (policy, report) =>
            {
                if ((policy["passwordReusePrevention"].Number ?? 0) is var last && last < remembered.In(report.Settings))
                    report.Violation($"{policy} remembers {last} earlier passwords.");
            },
        },
        new ResourceRule
        {
            Name = "password-expires",
            Demand = "A password is changed within 90 days.",
            Because = "Where a password is the only factor, a stolen one works until somebody notices.",
            Mend = "Set maxPasswordAge to 90 or less.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.PasswordPolicy],
            Controls = [Frameworks.Fsbp("IAM.7"), Frameworks.Pci("8.3.9")],
            Settings = [days],
            Check = (policy, report) =>
            {
                if ((policy["maxPasswordAge"].Number ?? 0) is var age && (age == 0 || age > days.In(report.Settings)))
                    report.Violation($"{policy} lets a password stay {(age == 0 ? "for ever" : $"{age} days")}.");
            },
        },
    ];
}

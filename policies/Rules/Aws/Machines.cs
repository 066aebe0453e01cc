using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Instances and what starts them.</summary>
internal static partial class Machines
{
    static readonly ListSetting<string> allow = new("allow", "Names in scripts that look like secrets and are none.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "instance-metadata-by-token",
            Demand = "An instance gives its credentials only to who holds a session token (IMDSv2).",
            Because = "With the older way, a service that can be made to fetch a URL hands the instance's role to whoever asked.",
            Mend = "Set metadataOptions.httpTokens to required.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Instance, Tokens.LaunchTemplate, Kinds.LaunchConfiguration],
            Controls = [Frameworks.CisAws("5.6"), Frameworks.Fsbp("EC2.8"), Frameworks.Fsbp("AutoScaling.3"), Frameworks.Pci("2.2.6"), Frameworks.Nist("AC-6")],
            Check = (machine, report) =>
            {
                var options = machine["metadataOptions"];
                if (options["httpEndpoint"].Text == "disabled" || FromTemplate(machine, options)) return;
                if (options["httpTokens"].Text != "required") report.Violation($"{machine} has httpTokens '{options["httpTokens"].Text ?? "of the image"}'.");
            },
            Remedy = (machine, _) => machine["metadataOptions"] is var options && (options["httpEndpoint"].Text == "disabled" || options["httpTokens"].Text == "required" || FromTemplate(machine, options))
                ? null
                : Change.To(machine).Set("metadataOptions.httpTokens", "required"),
        },
        new ResourceRule
        {
            Name = "user-data-without-secrets",
            Demand = "No secret stands in the script that starts an instance.",
            Because = "Every process on the instance can read it, and so can everyone who may describe the instance or its template.",
            Mend = "Let the script read the secret from Secrets Manager or SSM with the instance's role; a name that only looks so goes into the setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.Instance, Tokens.LaunchTemplate, Kinds.LaunchConfiguration],
            Controls = [Frameworks.Pci("8.6.2"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Settings = [allow],
            Check = (machine, report) => report.Each([machine["userData"], machine["userDataBase64"]], script =>
            {
                if (script.Text is not { Length: > 0 } text) return;
                // A script inside of cloud-init's JSON has its quotes and line ends escaped.
                foreach (var line in Decoded(text).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Split('\n').Where(line => !line.TrimStart().StartsWith('#')))
                    Line(line, script.Path, machine, report);
            }),
        },
        new ResourceRule
        {
            Name = "instance-without-public-address",
            Demand = "Instances have no public addresses.",
            Because = "Each of its ports is one mistake in a security group away from the Internet, past the balancer and its firewall.",
            Mend = "Set associatePublicIpAddress to false, and let it out through a NAT gateway.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Instance, Tokens.LaunchTemplate, Kinds.LaunchConfiguration],
            Controls = [Frameworks.Fsbp("EC2.9"), Frameworks.Fsbp("EC2.25"), Frameworks.Pci("1.4.5"), Frameworks.Soc2("CC6.6"), Frameworks.Nist("SC-7")],
            Check = (machine, report) => report.Each(machine["networkInterfaces"].Items.Prepend(machine.Properties), at =>
            {
                if (at["associatePublicIpAddress"].Flag == true) report.Violation($"{machine} gets a public address{(at.Path.Length > 0 ? $" ({at.Path})" : "")}.");
            }),
        },
        new ResourceRule
        {
            Name = "instance-has-a-role",
            Demand = "An instance has a role of its own.",
            Because = "Without one, whoever needs AWS there puts an access key into a file.",
            Mend = "Set iamInstanceProfile to a profile with what the instance may do.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Instance, Tokens.LaunchTemplate, Kinds.LaunchConfiguration],
            Controls = [Frameworks.CisAws("1.18"), Frameworks.Pci("7.2.2"), Frameworks.Iso("A.8.2"), Frameworks.Nist("AC-3")],
            Check = (machine, report) =>
            {
                var profile = machine["iamInstanceProfile"];
                if (FromTemplate(machine, profile)) return;
                if (profile.IsMissing || (!profile.IsUnknown && profile.Text == "")) report.Violation($"{machine} has no instance profile.");
                else if (profile.Text is null && !profile["arn"].IsSet() && !profile["name"].IsSet()) report.Violation($"{machine} names no instance profile.");
            },
        },
        new ResourceRule
        {
            Name = "no-launch-configurations",
            Demand = "Machines are started from launch templates, not from launch configurations.",
            Because = "AWS gives them no new features or instance types, and a change means a new one under a new name without history.",
            Mend = "Declare a LaunchTemplate and name it in launchTemplate of the group.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.ScalingGroup],
            Controls = [Frameworks.Fsbp("AutoScaling.9"), Frameworks.Nist("CM-2")],
            Check = (group, report) =>
            {
                if (!group["launchConfiguration"].IsMissing && group["launchConfiguration"].Text != "") report.Violation($"{group} starts from the launch configuration {group["launchConfiguration"].Text}.");
            },
        },
        new ResourceRule
        {
            Name = "group-in-two-zones",
            Demand = "A group of machines spreads over two availability zones at least.",
            Because = "When its only zone fails there is nowhere to start new ones.",
            Mend = "Name subnets of a second zone in vpcZoneIdentifiers.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.ScalingGroup],
            Controls = [Frameworks.Fsbp("AutoScaling.2"), Frameworks.Iso("A.8.14"), Frameworks.Nist("CP-10")],
            Check = (group, report) =>
            {
                if (group["vpcZoneIdentifiers"].Items.Count + group["availabilityZones"].Items.Count is var count && count == 1) report.Violation($"{group} has one subnet or zone.");
            },
        },
        new ResourceRule
        {
            Name = "group-asks-the-balancer",
            Demand = "A group behind a balancer replaces machines that the balancer calls unhealthy.",
            Because = "A machine that runs and can't serve stays for ever, and the group believes that it is of full strength.",
            Mend = "Set healthCheckType to ELB and healthCheckGracePeriod to the time that a start takes.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.ScalingGroup],
            Controls = [Frameworks.Fsbp("AutoScaling.1"), Frameworks.Nist("SI-2")],
            Check = (group, report) =>
            {
                var behind = group["targetGroupArns"].Items.Count + group["loadBalancers"].Items.Count + group["trafficSources"].Items.Count > 0;
                if (behind && group["healthCheckType"].Text != "ELB") report.Violation($"{group} asks {group["healthCheckType"].Text ?? "EC2"} whether its machines are healthy.");
            },
        },
    ];

    // An instance with a template has from there what it doesn't say; the template is judged itself.
    static bool FromTemplate(Resource machine, Property property) => property.IsMissing && machine.Type == Kinds.Instance && !machine["launchTemplate"].IsMissing;

    static void Line(string line, string path, Resource machine, Report report)
    {
        var allowed = allow.In(report.Settings);
        foreach (Match set in Assignment().Matches(line))
        {
            var (name, value) = (set.Groups["name"].Value, set.Groups["value"].Value.Trim('"', '\''));
            if (value.StartsWith('$') || value.StartsWith('`') || allowed.Contains(name) || SecretSigns.Find(name, value) is not { } why) continue;
            report.Violation($"{name} in {path} of {machine} {why}.");
            return;
        }

        // Without the name, and without what is random only because a line is long.
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => SecretSigns.Find("", word)).FirstOrDefault(why => why?.Contains("password", StringComparison.Ordinal) == true) is { } found)
            report.Violation($"A line in {path} of {machine} {found}.");
    }

    static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    [GeneratedRegex("(?<name>[A-Za-z_][A-Za-z0-9_.-]*)\\s*[=:]\\s*(?<value>\"[^\"\\r\\n]*\"|'[^'\\r\\n]*'|[^\\s;\"']+)", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}

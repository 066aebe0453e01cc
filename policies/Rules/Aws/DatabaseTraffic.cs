using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>How databases and warehouses are spoken to, and what they and workflows write down of it.</summary>
internal static class DatabaseTraffic
{
    // By the family's beginning: the parameter that demands TLS, what it has to be, and the first version in which it is so by itself.
    static readonly (string Family, string Parameter, string Value, double Since)[] demands =
    [
        ("postgres", "rds.force_ssl", "1", 15),
        ("aurora-postgresql", "rds.force_ssl", "1", 17),
        ("mysql", "require_secure_transport", "ON", double.MaxValue),
        ("mariadb", "require_secure_transport", "ON", 11.8),
        ("aurora-mysql", "require_secure_transport", "ON", double.MaxValue),
        ("sqlserver", "rds.force_ssl", "1", double.MaxValue),
        ("docdb", "tls", "enabled", 0),
        ("redshift", "require_ssl", "true", 2),
    ];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "database-over-tls",
            Demand = "A database refuses clients that don't speak TLS.",
            Because = "A driver that falls back to plain text does so silently, and rows and passwords pass readable from then on.",
            Mend = "Set the engine's parameter: rds.force_ssl 1, require_secure_transport ON, tls enabled or require_ssl true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types =
            [
                "aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup", "aws:docdb/clusterParameterGroup:ClusterParameterGroup", "aws:redshift/parameterGroup:ParameterGroup",
            ],
            Controls = [Frameworks.Fsbp("RDS.38"), Frameworks.Fsbp("RDS.39"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = Tls,
        },
        new ResourceRule
        {
            Name = "warehouse-stays-in-the-network",
            Demand = "A warehouse copies and unloads through your own network.",
            Because = "Whole tables go to buckets past the flow logs, endpoints and firewalls that watch everything else.",
            Mend = "Set enhancedVpcRouting to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Redshift, "aws:redshiftserverless/workgroup:Workgroup"],
            Controls = [Frameworks.Fsbp("Redshift.7"), Frameworks.Pci("1.3.2"), Frameworks.Nist("SC-7")],
            Check = (warehouse, report) =>
            {
                if (warehouse["enhancedVpcRouting"].Flag != true) report.Violation($"{warehouse} sends its data around the network.");
            },
        },
        new StackRule
        {
            Name = "warehouse-audited",
            Demand = "A warehouse writes down who signed in and what was asked.",
            Because = "After a leak nobody could say which of the tables were read.",
            Mend = "Declare a redshift Logging for it, with logExports connectionlog, userlog and useractivitylog.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Redshift],
            Controls = [Frameworks.Fsbp("Redshift.4"), Frameworks.Pci("10.2.1"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-2")],
            Check = Reading.Each([Kinds.Redshift], (warehouse, stack, report) =>
            {
                if (!stack.HasCompanion(warehouse, "clusterIdentifier", ["aws:redshift/logging:Logging"])) report.Violation($"{warehouse} has no audit log in this stack.");
            }),
        },
        new ResourceRule
        {
            Name = "workflow-logged",
            Demand = "A state machine writes down what its executions did.",
            Because = "Its own history is kept for 90 days, for express ones not at all: a payment that stopped half-way can't be looked up.",
            Mend = "Set loggingConfiguration with level ERROR or ALL and a logDestination.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = ["aws:sfn/stateMachine:StateMachine"],
            Controls = [Frameworks.Fsbp("StepFunctions.1"), Frameworks.Pci("10.2.1"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-2")],
            Check = (machine, report) =>
            {
                if (machine["loggingConfiguration"]["level"].Text is null or "OFF") report.Violation($"{machine} logs no execution.");
            },
        },
        new ResourceRule
        {
            Name = "certificate-renews-itself",
            Demand = "A certificate is renewed without anyone doing anything.",
            Because = "One that waits for somebody's mail, or was brought along, runs out on a date that nobody has in a calendar, and the site is down.",
            Mend = "Let ACM issue it with validationMethod DNS and leave the validation record in the zone.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:acm/certificate:Certificate"],
            Controls = [Frameworks.Fsbp("ACM.1"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-17")],
            Check = (certificate, report) =>
            {
                if (certificate["validationMethod"].Text == "EMAIL") report.Violation($"{certificate} is renewed by mail.");
                else if (!certificate["certificateBody"].IsMissing) report.Violation($"{certificate} was brought along, and AWS can't renew it.");
            },
        },
    ];

    static void Tls(Resource group, Report report)
    {
        var family = group["family"].Text ?? "";
        // Aurora has it in the cluster's group alone.
        if (group.Type.EndsWith(":ParameterGroup", StringComparison.Ordinal) && family.StartsWith("aurora", StringComparison.Ordinal)) return;
        if (demands.FirstOrDefault(demand => family.StartsWith(demand.Family, StringComparison.Ordinal)) is not { Parameter: { } parameter } demand) return;
        var set = group["parameters"].Items.FirstOrDefault(one => one["name"].Text == parameter);
        if (set is null && Version(family) < demand.Since)
            report.Violation($"{group} leaves {parameter} as {family} has it.");
        else if (set is not null && !Same(set["value"].Text, demand.Value))
            report.Violation($"{group} sets {parameter} to '{set["value"].Text}'.");
    }

    // DocumentDB has a value for each version of TLS that it may be limited to.
    static bool Same(string? value, string demanded) => demanded == "enabled"
        ? value != "disabled"
        : string.Equals(value, demanded, StringComparison.OrdinalIgnoreCase) || (demanded == "ON" && value == "1");

    static double Version(string family)
    {
        var number = family.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.').ToArray();
        return double.TryParse(number, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}

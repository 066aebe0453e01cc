using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>What the account itself writes down and watches.</summary>
internal static class Watching
{
    static readonly ValueSetting<double> days = new("days", "For how many days at least a log is kept.", 365);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "trail-sees-everything",
            Demand = "A trail is on and records calls in every region, those to global services included.",
            Because = "An intruder works in the region that nobody uses and nobody watches.",
            Mend = "Set isMultiRegionTrail to true and leave enableLogging and includeGlobalServiceEvents true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Trail],
            Controls = [Frameworks.CisAws("3.1"), Frameworks.Fsbp("CloudTrail.1"), Frameworks.Pci("10.2.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-12")],
            Check = (trail, report) =>
            {
                report.Try(() =>
                {
                    if (trail["isMultiRegionTrail"].Flag != true) report.Violation($"{trail} records one region.");
                });
                report.Each(["enableLogging", "includeGlobalServiceEvents"], name =>
                {
                    if (trail[name].Flag == false) report.Violation($"{trail} sets {name} to false.");
                });
            },
        },
        new ResourceRule
        {
            Name = "trail-tamper-evident",
            Demand = "A trail shows when its files were changed or taken away.",
            Because = "The first thing that an intruder tidies up is the record of what it did.",
            Mend = "Set enableLogFileValidation to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Trail],
            Controls = [Frameworks.CisAws("3.2"), Frameworks.Fsbp("CloudTrail.4"), Frameworks.Pci("10.3.4"), Frameworks.Hipaa("164.312(c)(1)"), Frameworks.Nist("AU-9")],
            Check = (trail, report) =>
            {
                if (trail["enableLogFileValidation"].Flag != true) report.Violation($"{trail} writes files without digests.");
            },
            Remedy = (trail, _) => trail["enableLogFileValidation"].Flag == true ? null : Change.To(trail).Set("enableLogFileValidation", true),
        },
        new ResourceRule
        {
            Name = "trail-under-own-key",
            Demand = "A trail's files are encrypted with a key of your own.",
            Because = "They name every role, address and resource of the account; whoever may read the bucket has the map.",
            Mend = "Set kmsKeyId to the key's ARN.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Trail],
            Controls = [Frameworks.CisAws("3.5"), Frameworks.Fsbp("CloudTrail.2"), Frameworks.Pci("10.3.2"), Frameworks.Iso("A.8.24"), Frameworks.Nist("AU-9")],
            Check = (trail, report) =>
            {
                if (trail["kmsKeyId"].Text is null or "") report.Violation($"{trail} has no key of its own.");
            },
        },
        new ResourceRule
        {
            Name = "trail-reaches-alarms",
            Demand = "A trail writes into CloudWatch too.",
            Because = "Files in a bucket are read after the damage; an alarm on a log group rings while it happens.",
            Mend = "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Trail],
            Controls = [Frameworks.Fsbp("CloudTrail.5"), Frameworks.Pci("10.4.1"), Frameworks.Soc2("CC7.3"), Frameworks.Nist("SI-4")],
            Check = (trail, report) =>
            {
                if (trail["cloudWatchLogsGroupArn"].Text is null or "") report.Violation($"{trail} writes to its bucket alone.");
            },
        },
        new ResourceRule
        {
            Name = "logs-kept-a-year",
            Demand = "Logs are kept for a year.",
            Because = "Break-ins are found after months on average; with a month of logs their beginning is gone.",
            Mend = "Set retentionInDays to 365 or more, or lower the setting `days` where no auditor asks for a year.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Tokens.LogGroup],
            Controls = [Frameworks.Pci("10.5.1"), Frameworks.Soc2("CC7.2"), Frameworks.Hipaa("164.312(b)"), Frameworks.Nist("AU-11")],
            Settings = [days],
            Check = (group, report) =>
            {
                // 0 keeps them for ever.
                if (group["retentionInDays"].Number is { } kept && kept > 0 && kept < days.In(report.Settings)) report.Violation($"{group} keeps its logs for {kept} days.");
            },
        },
        new ResourceRule
        {
            Name = "recorder-sees-everything",
            Demand = "AWS Config is on and records every kind of resource.",
            Because = "How a resource looked before it was changed is known only of the kinds that were recorded then.",
            Mend = "Set recordingGroup.allSupported and includeGlobalResourceTypes to true, and isEnabled of the RecorderStatus.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:cfg/recorder:Recorder", "aws:cfg/recorderStatus:RecorderStatus"],
            Controls = [Frameworks.CisAws("3.3"), Frameworks.Fsbp("Config.1"), Frameworks.Soc2("CC8.1"), Frameworks.Hipaa("164.308(a)(1)(ii)(A)"), Frameworks.Nist("CM-3")],
            Check = (recorder, report) =>
            {
                if (recorder["isEnabled"].Flag == false) report.Violation($"{recorder} is switched off.");
                if (recorder["recordingGroup"]["allSupported"].Flag == false) report.Violation($"{recorder} leaves out kinds of resources.");
            },
        },
        new ResourceRule
        {
            Name = "threat-detection-on",
            Demand = "Threat detection is switched on.",
            Because = "Stolen credentials and mining machines are then noticed on the bill.",
            Mend = "Set enable of the detector to true, or leave it out.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = ["aws:guardduty/detector:Detector"],
            Controls = [Frameworks.Fsbp("GuardDuty.1"), Frameworks.Pci("11.5.1"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.16"), Frameworks.Nist("SI-4")],
            Check = (detector, report) =>
            {
                if (detector["enable"].Flag == false) report.Violation($"{detector} is switched off.");
            },
        },
        new ResourceRule
        {
            Name = "alarm-tells-somebody",
            Demand = "An alarm does something when it rings.",
            Because = "It turns red in a console that nobody looks at, and users are the ones who report the outage.",
            Mend = "Set alarmActions to a topic or an incident plan, and leave actionsEnabled true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
            Controls = [Frameworks.Fsbp("CloudWatch.15"), Frameworks.Fsbp("CloudWatch.17"), Frameworks.Pci("10.7.2"), Frameworks.Nist("IR-4")],
            Check = (alarm, report) =>
            {
                if (alarm["actionsEnabled"].Flag == false) report.Violation($"{alarm} has its actions switched off.");
                if (alarm["alarmActions"].Items.Count == 0) report.Violation($"{alarm} does nothing when it rings.");
            },
        },
    ];
}

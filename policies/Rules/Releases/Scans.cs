using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

/// <summary>What scanners found in a release.</summary>
internal static class Scans
{
    static readonly ValueSetting<double> most = new("most", "How many critical findings a release may have.", 0);
    static readonly ValueSetting<bool> required = new("required", "Whether a release without a scan report is a violation.", false);
    static readonly ValueSetting<double> days = new("days", "How old a scan may be, in days.", 7);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "scan-without-criticals",
            Demand = "No scan of the release has critical findings.",
            Because = "What scanners call critical is attacked from everywhere within days.",
            Mend = "Build the release anew from a mended base, or exempt it with a ticket and an expiry.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Nist("RA-5"), Frameworks.Soc2("CC7.1"), Frameworks.Pci("6.3.3"), Frameworks.Iso("A.8.8")],
            Types = [ReleaseTypes.Provision],
            Settings = [most, required],
            Check = (happening, report) =>
            {
                var scans = happening["scans"].Items;
                if (scans.Count == 0 && required.In(report.Settings))
                    report.Violation($"{happening.Words()} comes without a scan report.", "Give one: `--evidence trivy.json`, or any scanner's SARIF.");
                else if (scans.Count == 0)
                    report.NotApplicable("The release comes without a scan report.");
                report.Each(scans, scan =>
                {
                    if (scan["critical"].Number is not { } found || found > most.In(report.Settings))
                        report.Violation($"{scan["file"]["name"].Text}, a scan by {scan["scanner"].Text}, has {scan["critical"].Text ?? "an unreadable number of"} critical findings in {happening.Words()}.");
                });
            },
        },
        new ResourceRule
        {
            Name = "scan-recent",
            Demand = "A release is scanned shortly before it is shipped.",
            Because = "A scan knows what was known on its day; what was found since then is what is being attacked.",
            Mend = "Scan it again and give the new report; how old one may be is this rule's setting `days`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("RA-5"), Frameworks.Iso("A.8.8")],
            Types = [ReleaseTypes.Provision],
            Settings = [days],
            Check = (happening, report) => report.Each(happening["scans"].Items, scan =>
            {
                if (Texts.Moment(scan["at"].Text) is { } scanned && Texts.Moment(happening["at"].Text) is { } now && (now - scanned).TotalDays is var age && age > days.In(report.Settings))
                    report.Violation($"{scan["file"]["name"].Text} of {happening.Words()} is {age.ToString("0", CultureInfo.InvariantCulture)} days old.");
            }),
        },
    ];
}

using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

internal static class Approvals
{
    static readonly ListSetting<string> services = new("services", "Services that need approvals whatever their stage asks for.", []);
    static readonly ValueSetting<double> approvals = new("approvals", "How many those services need.", 2);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "approvals-present",
            Demand = "A release gets users with as many approvals of others as its stage or its service asks for.",
            Because = "One person alone could ship what nobody has looked at, and an auditor asks who did look.",
            Mend = "Ship it with `--approved-by NAME` for each; one's own approval doesn't count.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Soc2("CC8.1"), Frameworks.Nist("CM-3"), Frameworks.Pci("6.5.1"), Frameworks.Iso("A.8.32")],
            Types = [ReleaseTypes.Shift],
            Settings = [services, approvals],
            Check = (happening, report) =>
            {
                var asked = Math.Max(happening["approvalsAsked"].Number ?? 0, services.In(report.Settings).Contains(happening.Name) ? approvals.In(report.Settings) : 0);
                if (asked == 0) report.NotApplicable("Neither the stage nor the service asks for approvals.");
                var asker = happening["askedBy"].Text ?? "";
                var others = happening["approvals"].Items.Select(name => name.Text ?? "").Where(name => name.Length > 0 && !Is(asker, name)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
                if (others.Count < asked)
                    report.Violation($"{happening.Words()} needs {asked} approvals and has {(others.Count == 0 ? "none" : $"{others.Count}, of {string.Join(", ", others)}")}; {(asker.Length == 0 ? "nobody knows who" : asker)} asked for it.");
            },
        },
    ];

    /// <summary>Who asks is told with the process that works for them.</summary>
    static bool Is(string asker, string name) => string.Equals(asker.Split(" (")[0], name, StringComparison.OrdinalIgnoreCase);
}

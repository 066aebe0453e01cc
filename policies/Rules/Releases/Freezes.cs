using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

/// <summary>When users stay where they are.</summary>
internal static class Freezes
{
    static readonly ListSetting<string> freezes = new("freezes", "Spans FROM/TO in which users stay where they are, such as 2026-12-20/2027-01-02; a day stands for its first moment in UTC, and the end is not part of the span.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "no-shift-in-freeze",
            Demand = "No users are moved to another side while a freeze lasts.",
            Because = "A freeze is called when a failure would cost most, or when nobody is there to see it.",
            Mend = "Ship when it is over; what can't wait is an exemption with an owner and a reason.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Soc2("CC8.1"), Frameworks.Nist("CM-3"), Frameworks.Iso("A.8.32")],
            Types = [ReleaseTypes.Shift, ReleaseTypes.Return],
            Settings = [freezes],
            Check = (happening, report) =>
            {
                var spans = freezes.In(report.Settings);
                if (spans.Count == 0) report.NotApplicable("No freeze is configured.");
                var at = Texts.Moment(happening["at"].Text);
                report.Each(spans, span =>
                {
                    if (span.Split('/') is not [var first, var last] || Texts.Moment(first) is not { } from || Texts.Moment(last) is not { } to || to <= from)
                        report.Violation($"The setting freezes says '{span}', which is no span of time.", "Write it as FROM/TO, such as 2026-12-20/2027-01-02.");
                    else if (at is null || (at >= from && at < to))
                        report.Violation($"{happening.Words()} {(happening.Type == ReleaseTypes.Return ? "was returned from" : "would get users")} in the freeze {span}.");
                });
            },
        },
    ];
}

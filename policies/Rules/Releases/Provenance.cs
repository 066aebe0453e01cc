using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

/// <summary>Where a release was built from what.</summary>
internal static class Provenance
{
    static readonly ListSetting<string> builders = new("builders", "Identities of the builders that may build what is shipped; a * at the end stands for anything.", []);
    static readonly ListSetting<string> sources = new("sources", "What may be built, such as git+https://github.com/acme/*.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "evidence-of-this-release",
            Demand = "What is said about a release names its digest.",
            Because = "A clean report about another image says nothing about the one that users get.",
            Mend = "Scan and attest the very digest that is shipped.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Nist("SI-7"), Frameworks.Soc2("CC8.1")],
            Types = [ReleaseTypes.Provision],
            Check = (happening, report) =>
            {
                var digest = happening["release"]["digest"].Text ?? "";
                // A report that doesn't say what it is about can't be held to it.
                var said = happening["scans"].Items.Where(scan => scan["subjects"].Items.Count > 0).Concat(happening["provenances"].Items);
                report.Each(said, each =>
                {
                    if (!each["subjects"].Items.Any(subject => subject.Text == digest))
                        report.Violation($"{each["file"]["name"].Text} is about {string.Join(", ", each["subjects"].Items.Select(subject => subject.Text))}, and {happening.Words()} is {(digest.Length == 0 ? "no digest" : digest)}.");
                });
            },
        },
        new ResourceRule
        {
            Name = "provenance-signed",
            Demand = "Provenance is signed by a key that the project trusts.",
            Because = "Anybody can write down that our builder built it.",
            Mend = "Give the envelope that the builder signed: `--evidence provenance.intoto.jsonl`. Whose signatures count is said by `evidenceKeys` of infra.yaml.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Nist("SR-4"), Frameworks.Nist("SI-7"), Frameworks.Soc2("CC8.1")],
            Types = [ReleaseTypes.Provision],
            Check = (happening, report) => report.Each(happening["provenances"].Items, provenance =>
            {
                var signers = provenance["signedBy"];
                if (signers.IsMissing) report.NotApplicable("The project names no keys: evidenceKeys of infra.yaml.");
                if (signers.Items.Count == 0)
                    report.Violation($"{provenance["file"]["name"].Text} of {happening.Words()} is signed by none of the keys that the project trusts.");
            }),
        },
        Known("provenance-from-builder", "builder", builders, provenance => [provenance["builder"]],
            "A release was built by one of our builders.",
            "What came from somebody's laptop has no history: nobody can say what is in it, or build it again."),
        Known("provenance-from-source", "source", sources, provenance => provenance["sources"].Items,
            "A release was built from one of our repositories.",
            "A builder builds what it is told; only the source says whether it is ours."),
    ];

    static ResourceRule Known(string name, string what, ListSetting<string> allowed, Func<Property, IReadOnlyList<Property>> named, string demand, string because) => new()
    {
        Name = name,
        Demand = demand,
        Because = because,
        Mend = $"Ship what the pipeline built, with its SLSA provenance: `--evidence provenance.intoto.jsonl`. Which are ours is this rule's setting `{what}s`.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        WhenUnknown = WhenUnknown.Violation,
        Controls = [Frameworks.Nist("SR-4"), Frameworks.Nist("SI-7"), Frameworks.Soc2("CC8.1")],
        Types = [ReleaseTypes.Provision],
        Settings = [allowed],
        Check = (happening, report) =>
        {
            var ours = allowed.In(report.Settings);
            if (ours.Count == 0) report.NotApplicable($"Which {what}s are ours is not configured.");
            var provenances = happening["provenances"].Items;
            if (provenances.Count == 0) report.Violation($"{happening.Words()} comes without provenance.");
            report.Each(provenances, provenance =>
            {
                var found = named(provenance).Select(each => each.Text ?? "").ToList();
                if (!found.Any(each => Texts.Fits(each, ours)))
                    report.Violation($"{provenance["file"]["name"].Text} says of {happening.Words()} that its {what} is {(found.Count == 0 ? "nobody's" : string.Join(", ", found))}, which is none of {string.Join(", ", ours)}.");
            });
        },
    };
}

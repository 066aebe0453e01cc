using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

internal static class IdleSide
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "idle-side-only",
            Demand = "Only a side without users is provisioned or retired.",
            Because = "Whoever is being served by it would see it change, or go, under their hands.",
            Mend = "Give its users to the other side first: `infra status` says who has them.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Soc2("CC8.1"), Frameworks.Nist("CM-3")],
            Types = [ReleaseTypes.Provision, ReleaseTypes.Retire],
            Check = (happening, report) =>
            {
                if (happening["from"].Number is not 0)
                    report.Violation($"{happening["side"].Text} of {happening.Name} in {happening["stage"].Text} has {happening["from"].Text ?? "an unknown share"} % of the users.");
            },
        },
    ];
}

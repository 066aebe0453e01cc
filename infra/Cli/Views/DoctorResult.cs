using System.Collections.Immutable;
using Infra.Cli.Doctor;

namespace Infra.Cli.Views;

/// <summary>What doctor found, for programs; the shape is promised.</summary>
internal sealed record DoctorResult(string Stage, ImmutableArray<DoctorResult.Check> Checks)
{
    /// <param name="Health">ok, advice or problem.</param>
    internal sealed record Check(string Name, Health Health, string Says, string? Mend);

    internal static DoctorResult Of(string stage, IReadOnlyList<Finding> findings) =>
        new(stage, [.. findings.Select(finding => new Check(finding.Check, finding.Health, finding.Says, finding.Mend))]);
}

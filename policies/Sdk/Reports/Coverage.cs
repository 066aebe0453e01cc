using System.Collections.Immutable;

namespace Infra.Policies.Sdk.Reports;

/// <summary>Which controls of a framework rules support. That is no certificate: a control asks for more than any program can see.</summary>
internal sealed record Coverage(string Framework, ImmutableArray<(string Control, ImmutableArray<Rule> Rules)> Controls)
{
    public const string Disclaimer = "A rule supports a control; it certifies nothing.";

    public static ImmutableArray<Coverage> Of(Pack pack) =>
    [
        .. pack.Rules.SelectMany(rule => rule.Controls.Select(control => (rule, control))).GroupBy(pair => $"{pair.control.Framework} {pair.control.Version}").OrderBy(framework => framework.Key, StringComparer.Ordinal)
            .Select(framework => new Coverage(framework.Key, [.. framework.GroupBy(pair => pair.control.Reference, pair => pair.rule).OrderBy(control => control.Key, StringComparer.Ordinal).Select(control => (control.Key, control.ToImmutableArray()))])),
    ];
}

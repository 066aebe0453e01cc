using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Policies.Sdk.Exemptions;

namespace Infra.Policies.Sdk.Reports;

/// <summary>What a pack said of a stack; every format tells the same.</summary>
internal sealed record PolicyReport
{
    public required Pack Pack { get; init; }

    /// <summary>What was judged: a stack or a file.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>URNs.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    public required ImmutableArray<ReportEntry> Entries { get; init; }

    /// <summary>Sentences about exemptions that can go.</summary>
    public required ImmutableArray<string> Unneeded { get; init; }

    public IEnumerable<ReportEntry> Of(params Verdict[] verdicts) => Entries.Where(entry => verdicts.Contains(entry.Verdict));

    /// <summary>All that a person should see, the gravest first.</summary>
    public IEnumerable<ReportEntry> Told => Of(Verdict.Refused, Verdict.Advised, Verdict.Exempted, Verdict.NotKnown)
        .OrderBy(entry => entry.Verdict).ThenByDescending(entry => entry.Rule.Severity).ThenBy(entry => entry.Rule.Name, StringComparer.Ordinal).ThenBy(entry => entry.Urn, StringComparer.Ordinal);

    public bool IsRefused => Of(Verdict.Refused).Any();

    public string Summary => $"{Resources.Length} resources, {Pack.Rules.Length} rules: {Count(Verdict.Refused)} refused, {Count(Verdict.Advised)} advised, {Count(Verdict.Exempted)} exempted, {Count(Verdict.NotKnown)} not known yet.";

    int Count(Verdict verdict) => Of(verdict).Count();
}

internal enum Verdict
{
    Refused,
    Advised,
    Exempted,

    /// <summary>The update judges it.</summary>
    NotKnown,
    NotApplicable,
    Kept,
}

/// <param name="Urn">Empty for the stack as a whole.</param>
internal sealed record ReportEntry(Rule Rule, string Urn, Verdict Verdict, string Message)
{
    public Exemption? Exempted { get; init; }

    /// <summary>The resource's own name; "the stack" for all of it.</summary>
    public string Name => Urn.Length == 0 ? "the stack" : Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    /// <summary>The same for the same rule and resource, whatever else changes.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rule.Name}\n{Urn}")));
}

using System.Collections.Immutable;
using Infra.Policies.Sdk.Exemptions;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Reports;
using Pulumirpc;

namespace Infra.Policies.Sdk.Checking;

/// <summary>Judges resources that lie in a file: no engine, no cloud.</summary>
internal static class Checker
{
    public static async Task<PolicyReport> RunAsync(Pack pack, string subject, ImmutableArray<CheckedResource> resources, Configuration configuration, ExemptionBook exemptions, TimeProvider time)
    {
        var examination = new Examination(pack, new(time, RuleRunner.Patience), configuration, exemptions);
        var entries = ImmutableArray.CreateBuilder<ReportEntry>();
        foreach (var resource in resources)
            entries.AddRange(Entries(await examination.OfAsync(resource.Request), resource.Urn));
        var stack = new AnalyzeStackRequest { Resources = { resources.Select(resource => resource.Member) } };
        entries.AddRange(Entries(await examination.OfAsync(stack), ""));
        var looked = resources.Select(resource => (resource.Type, resource.Urn)).ToList();
        return new()
        {
            Pack = pack,
            Subject = subject,
            At = time.GetUtcNow(),
            Resources = [.. resources.Select(resource => resource.Urn)],
            Entries = entries.ToImmutable(),
            // One that covers nothing at all is as superfluous as one that nobody needs.
            Unneeded = [.. exemptions.Unneeded(looked, pack.LooksAt).Select(one => one.Says), .. exemptions.Idle([.. looked.Select(resource => resource.Urn)]).Select(one => one.Says)],
        };
    }

    static IEnumerable<ReportEntry> Entries(Dictionary<Rule, Judgement> judgements, string urn)
    {
        foreach (var (rule, judgement) in judgements)
        {
            if (judgement.NotApplicable is { } reason)
                yield return new(rule, urn, Verdict.NotApplicable, reason);
            else if (judgement.Findings.Count == 0)
                yield return new(rule, urn, Verdict.Kept, "");
            foreach (var finding in judgement.Findings)
                yield return new(rule, finding.Urn.Length > 0 ? finding.Urn : urn, Of(finding), finding.Message) { Exempted = finding.Exempted };
        }
    }

    static Verdict Of(Finding finding) => finding switch
    {
        { Exempted: not null } => Verdict.Exempted,
        { IsDeferred: true } => Verdict.NotKnown,
        { Level: Level.Advisory } => Verdict.Advised,
        _ => Verdict.Refused,
    };
}

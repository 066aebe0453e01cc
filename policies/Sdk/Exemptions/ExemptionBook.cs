using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Infra.Policies.Sdk.Exemptions;

/// <summary>Which exemptions hold now, and which of them anybody needed.</summary>
internal sealed class ExemptionBook(ImmutableArray<Exemption> exemptions, TimeProvider time)
{
    readonly ConcurrentDictionary<Exemption, bool> needed = [];

    public static ExemptionBook Empty { get; } = new([], TimeProvider.System);

    public ImmutableArray<Exemption> All => exemptions;

    /// <summary>The finding as the exemptions leave it: an advice where one holds, with a word about one that has run out.</summary>
    public Finding Judge(Rule rule, Finding finding)
    {
        if (finding.Level == Level.Advisory && finding.IsDeferred) return finding;
        var covering = exemptions.Where(exemption => exemption.Rule == rule.Name && exemption.Covers(finding.Urn)).OrderByDescending(exemption => exemption.Expires).FirstOrDefault();
        if (covering is null) return finding;
        needed[covering] = true;
        return covering.HasExpired(time.GetUtcNow())
            ? finding with { Message = $"{finding.Message} Its exemption by {covering.By} has expired: renew it, or mend what it was for." }
            : finding with { Level = Level.Advisory, Exempted = covering, Message = $"Exempted by {covering.By}: {covering.Reason.TrimEnd('.')}. {finding.Message}" };
    }

    /// <summary>Whether a resource may stay as it is: then nothing mends it either.</summary>
    public bool Spares(Rule rule, string urn) => exemptions.Any(exemption => exemption.Rule == rule.Name && exemption.Covers(urn) && !exemption.HasExpired(time.GetUtcNow()));

    /// <summary>What to say of those that cover resources which need none.</summary>
    /// <param name="looksAt">Whether the rule of that name looks at resources of that type.</param>
    public IEnumerable<(Exemption Exemption, string Urn, string Says)> Unneeded(IReadOnlyCollection<(string Type, string Urn)> resources, Func<string, string, bool> looksAt) =>
        from exemption in exemptions
        where !needed.ContainsKey(exemption)
        let urn = resources.FirstOrDefault(resource => looksAt(exemption.Rule, resource.Type) && exemption.Covers(resource.Urn)).Urn
        where urn is not null
        select (exemption, urn, $"The exemption by {exemption.By} is not needed: nothing that it covers here violates the rule. Take it out: {exemption.Place}.");

    /// <summary>What to say of those that cover no resource at all.</summary>
    public IEnumerable<(Exemption Exemption, string Says)> Idle(IReadOnlyCollection<string> urns) =>
        from exemption in exemptions
        where !urns.Any(exemption.Covers)
        select (exemption, $"{exemption.Place}: the exemption by {exemption.By} covers nothing here: no resource is called {exemption.Resource}{(exemption.Stage is null ? "" : $" in {exemption.Stage}")}.");
}

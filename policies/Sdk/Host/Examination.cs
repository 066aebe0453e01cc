using Infra.Policies.Sdk.Exemptions;
using Pulumirpc;

namespace Infra.Policies.Sdk.Host;

/// <summary>What all rules of a pack say, as configuration and exemptions leave it; the protocol and the reports tell it in their own ways.</summary>
internal sealed class Examination(Pack pack, RuleRunner runner, Configuration configuration, ExemptionBook exemptions)
{
    /// <returns>What each rule that looks at the resource's type said.</returns>
    public async Task<Dictionary<Rule, Judgement>> OfAsync(AnalyzeRequest request)
    {
        var redaction = new Redaction();
        var resource = new Resource(request, redaction);
        var asked = pack.For(request.Type).Where(IsOn).ToList();
        return Exempted(await runner.InTurnAsync(asked, resource.ToString(), resource.Urn, configuration.LevelOf, rule => Judge.Run(rule, configuration.LevelOf(rule), configuration.SettingsOf(rule), resource, redaction)));
    }

    /// <returns>What each rule said that looks at a type which the stack has.</returns>
    public async Task<Dictionary<Rule, Judgement>> OfAsync(AnalyzeStackRequest request)
    {
        var redaction = new Redaction();
        var stack = new Stack([.. request.Resources.Select(resource => new Resource(resource, redaction))]);
        var asked = pack.StackRules.Where(rule => IsOn(rule) && stack.OfType(rule.Types).Any());
        return Exempted(await runner.AtOnceAsync(asked, "the stack", configuration.LevelOf, rule => Judge.Run(rule, configuration.LevelOf(rule), configuration.SettingsOf(rule), stack, redaction)));
    }

    public bool IsOn(Rule rule) => configuration.LevelOf(rule) != Level.Disabled;

    Dictionary<Rule, Judgement> Exempted(Dictionary<Rule, Judgement> judgements) => exemptions.All.IsEmpty
        ? judgements
        : judgements.ToDictionary(pair => pair.Key, pair => pair.Value with { Findings = [.. pair.Value.Findings.Select(finding => exemptions.Judge(pair.Key, finding))] });
}

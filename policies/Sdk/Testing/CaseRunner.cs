using Infra.Policies.Sdk.Host;
using Pulumirpc;

namespace Infra.Policies.Sdk.Testing;

/// <summary>Asks a rule about a case, as an engine would, and holds its answer against what is expected.</summary>
internal static class CaseRunner
{
    public static async Task<CaseResult> RunAsync(Rule rule, Case one)
    {
        var analyzer = new Analyzer(new Pack("cases", "0", "", [rule]), new(TimeProvider.System, RuleRunner.Patience), TimeProvider.System);
        try
        {
            analyzer.Configure(new() { PolicyConfig = { [rule.Name] = new() { EnforcementLevel = one.Expected == Expected.Mended ? EnforcementLevel.Remediate : EnforcementLevel.Mandatory, Properties = one.Settings ?? new() } } });
        }
        catch (Infra.Rpc.RpcException e)
        {
            return new(e.Message, []);
        }

        if (one.Expected == Expected.Mended) return new(Mended(rule, one, analyzer.Remediate(Wires.Request(rule, one.Resources[0]))), []);
        var answer = rule is StackRule
            ? await analyzer.AnalyzeAsync(new AnalyzeStackRequest { Resources = { Wires.Members(rule, one.Resources) } })
            : await analyzer.AnalyzeAsync(Wires.Request(rule, one.Resources[0]));
        return new(Complaint(rule, one.Expected, answer), [.. answer.Diagnostics.Select(diagnostic => diagnostic.Message)]);
    }

    static string? Complaint(Rule rule, Expected expected, AnalyzeResponse answer)
    {
        var refused = answer.Diagnostics.Where(diagnostic => diagnostic.EnforcementLevel == EnforcementLevel.Mandatory).ToList();
        var failed = refused.FirstOrDefault(diagnostic => diagnostic.Message.StartsWith($"The rule '{rule.Name}' itself ", StringComparison.Ordinal));
        if (failed is not null) return failed.Message;
        if (answer.NotApplicable is [var nothing, ..] && expected != Expected.NotApplicable) return $"It was not judged: {nothing.Reason.TrimEnd('.')}.";
        return expected switch
        {
            Expected.Passes => answer.Diagnostics is [var first, ..] ? $"It should pass, and the rule says: {first.Message}" : null,
            Expected.Violates => refused.Count == 0 ? "It should be refused, and the rule says nothing against it." : null,
            Expected.NotApplicable => answer.NotApplicable.Count == 0 ? "The rule should have nothing to say, and judges it." : null,
            _ => Unknown(rule.WhenUnknown, answer, refused.Count),
        };
    }

    static string? Unknown(WhenUnknown choice, AnalyzeResponse answer, int refused) => choice switch
    {
        WhenUnknown.Skip => answer.Diagnostics.Count > 0 ? $"What isn't known should be skipped, and the rule says: {answer.Diagnostics[0].Message}" : null,
        WhenUnknown.Violation => refused == 0 ? "What isn't known should be refused, and the rule says nothing against it." : null,
        _ => refused > 0 ? $"What isn't known should be an advice, and the rule refuses: {answer.Diagnostics[0].Message}"
            : answer.Diagnostics.Count == 0 ? "What isn't known should be an advice, and the rule says nothing."
            : null,
    };

    static string? Mended(Rule rule, Case one, RemediateResponse answer)
    {
        if (rule is not ResourceRule { Remedy: not null }) return "The rule mends nothing.";
        var made = answer.Remediations is [var remediation] ? remediation.Properties : one.Resources[0].Properties;
        return Equals(made, one.Resources[1].Properties) ? null : $"It should become {one.Resources[1].Properties}, and becomes {made}.";
    }
}

using System.Collections.Immutable;
using Infra.Rpc;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Asks the policy packs of a run about every resource, and about the whole stack at its end.</summary>
internal sealed class Policing(Run run, ImmutableArray<PolicyPack> packs)
{
    public ImmutableSortedDictionary<string, string> Versions => packs.ToImmutableSortedDictionary(pack => $"{pack.Name}|local|{pack.Path}", pack => pack.Version, StringComparer.Ordinal);

    /// <summary>The inputs as remedied; null when a mandatory policy stops the update here.</summary>
    public async Task<PropertyMap?> JudgeAsync(Goal goal, PropertyMap inputs, CancellationToken ct)
    {
        foreach (var pack in packs.Where(pack => pack.Remediates))
        {
            var answer = await pack.RemediateAsync(AnalyzerMessages.Request(goal, inputs, run), ct);
            foreach (var remedy in answer.Remediations)
            {
                var finding = new PolicyFinding(remedy.PolicyName, remedy.PolicyPackName, remedy.PolicyPackVersion, remedy.Diagnostic, IsMandatory: false, "");
                if (remedy.Diagnostic.Length > 0)
                {
                    run.Events.Policy(goal.Urn, finding);
                    continue;
                }
                var after = inputs.KeepSecret(WireCodec.Read(remedy.Properties));
                run.Events.Remediated(goal.Urn, finding, inputs, after);
                inputs = after;
            }
        }
        var request = AnalyzerMessages.Request(goal, inputs.Shown, run);
        var answers = await Task.WhenAll(packs.Select(pack => pack.AnalyzeAsync(request, ct)));
        var mandatory = false;
        foreach (var (pack, answer) in packs.Zip(answers))
            foreach (var diagnostic in answer.Diagnostics) mandatory |= Report(goal.Urn, pack, diagnostic);
        return mandatory && !run.IsPreview ? null : inputs;
    }

    public async Task JudgeStackAsync(CancellationToken ct)
    {
        if (packs.Length == 0) return;
        var request = AnalyzerMessages.Stack(run);
        var known = request.Resources.Select(resource => resource.Urn).ToHashSet();
        foreach (var pack in packs)
            foreach (var diagnostic in (await pack.AnalyzeStackAsync(request, ct)).Diagnostics)
                Report(known.Contains(diagnostic.Urn) ? diagnostic.Urn : run.RootUrn, pack, diagnostic);
    }

    bool Report(string urn, PolicyPack pack, AnalyzeDiagnostic diagnostic)
    {
        // What should have been remedied and still is wrong must not pass.
        var mandatory = diagnostic.EnforcementLevel is EnforcementLevel.Mandatory or EnforcementLevel.Remediate;
        if (diagnostic.EnforcementLevel == EnforcementLevel.Disabled) return false;
        if (mandatory) run.Fail();
        run.Events.Policy(urn, new PolicyFinding(diagnostic.PolicyName, diagnostic.PolicyPackName, pack.Version, diagnostic.Message, mandatory, diagnostic.Urn));
        return mandatory;
    }
}

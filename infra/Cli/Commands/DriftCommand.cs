using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;

namespace Infra.Cli.Commands;

internal static class DriftCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "STACK|SERVICE", "A stack or a service; everything by default.", shared.Known.Stacks);
        var fix = new Option<bool>("--fix") { Description = "Bring what drifted back to what the stacks declare." };
        var command = new Command("drift", "Compares what stacks made with what is really there. Exit code 21 says that something differs.") { what, fix };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var stacks = StackChoice.Read(catalog, stage, asked.GetValue(what));
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var (findings, failed) = await LookAsync(run.Voice, session.Stacks, stacks, ct);
            foreach (var line in findings.SelectMany(DriftLines.Of))
                run.Voice.Answer(line);
            run.Voice.Answer(DriftLines.Summary(findings, stacks.Length));

            var isFixed = asked.GetValue(fix) && findings.Length > 0 && await FixAsync(run.Voice, session.Stacks, findings, ct);
            run.Voice.AnswerJson(DriftResult.Of(stage.Name, stacks.Length, findings, isFixed));
            return failed ? ExitCode.Error : findings.Length == 0 || isFixed ? ExitCode.Success : asked.GetValue(fix) ? ExitCode.Error : ExitCode.Drifted;
        }, stop));
        return command;
    }

    /// <summary>A stack that can't be looked at is told, and the others are looked at all the same.</summary>
    private static async Task<(ImmutableArray<DriftFinding> Findings, bool Failed)> LookAsync(Voice voice, IStacks stacks, ImmutableArray<string> names, CancellationToken ct)
    {
        var (findings, failed) = (ImmutableArray.CreateBuilder<DriftFinding>(), false);
        foreach (var name in names)
        {
            var report = await stacks.PreviewAsync(new(name) { Refresh = true, UnderPolicies = false }, ct);
            if (!report.Succeeded)
                voice.Answer($"{name}: could not be compared. {report.Why}");
            else if (report.Drifts.Length > 0)
                findings.AddRange(DriftFinding.Of(report, await ServingAsync(stacks, name, ct)));
            failed |= !report.Succeeded;
        }

        return (findings.ToImmutable(), failed);
    }

    private static async Task<Colour?> ServingAsync(IStacks stacks, string name, CancellationToken ct) => StackId.Parse(name) is StackId.Environment side
        ? ColourNames.Parse((await stacks.OutputsAsync(StackNames.Traffic(side.Stage, side.Service), ct)).GetValueOrDefault(StackOutputs.Traffic.Serving, "none"))
        : null;

    private static async Task<bool> FixAsync(Voice voice, IStacks stacks, ImmutableArray<DriftFinding> findings, CancellationToken ct)
    {
        var all = true;
        foreach (var name in findings.Select(finding => finding.Stack).Distinct())
        {
            var report = await stacks.UpAsync(new(name) { Refresh = true }, ct);
            voice.Answer(StackLines.Of(report, isPreview: false));
            all &= report.Succeeded;
        }

        return all;
    }
}

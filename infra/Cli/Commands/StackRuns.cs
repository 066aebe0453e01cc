using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands;

/// <summary>Does one operation on stack after stack, tells of each, and stops at the first that fails.</summary>
internal static class StackRuns
{
    internal static async Task<ExitCode> EachAsync(
        Voice voice, IEnumerable<StackRequest> requests, Func<StackRequest, CancellationToken, Task<StackReport>> operation, bool isPreview, CancellationToken ct)
    {
        var reports = await TellEachAsync(voice, requests, operation, isPreview, ct);
        voice.AnswerJson(new { stacks = reports.Select(StackResultJson.Of), changes = reports.Sum(r => r.ChangeCount) });
        return Code(reports);
    }

    /// <summary>The same, for a verb that has more to do and to answer.</summary>
    internal static async Task<ImmutableArray<StackReport>> TellEachAsync(
        Voice voice, IEnumerable<StackRequest> requests, Func<StackRequest, CancellationToken, Task<StackReport>> operation, bool isPreview, CancellationToken ct)
    {
        var reports = new List<StackReport>();
        foreach (var request in requests)
        {
            var report = await operation(request with { OnEvent = Tell }, ct);
            reports.Add(report);
            voice.Answer(StackLines.Of(report, isPreview));
            if (!report.Succeeded)
                break;
        }

        foreach (var advice in reports is [var first, ..] ? Violations.Advices(reports.SelectMany(report => report.Violations), StackId.Parse(first.Stack).Stage) : [])
            voice.Tell(advice);
        return [.. reports];

        void Tell(StackEvent happened)
        {
            if (StackLines.Of(happened) is { } line)
                voice.Tell(line);
        }
    }

    internal static ExitCode Code(ImmutableArray<StackReport> reports) => reports.IsEmpty ? ExitCode.Success : reports[^1].Result switch
    {
        StackResult.Succeeded => ExitCode.Success,
        StackResult.Violated => ExitCode.PolicyViolation,
        StackResult.Busy => ExitCode.LeaseHeld,
        StackResult.Failed => ExitCode.Error,
    };
}

using System.CommandLine;
using System.Globalization;
using Infra.Catalog;
using Infra.Cli.Demo;
using Infra.Cli.Demo.Report;

namespace Infra.Cli.Commands;

internal static class DemoCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var report = new Option<string?>("--report") { Description = "Where the picture goes; by default a file in the temporary folder.", HelpName = "FILE.html" };
        var platform = new Option<string>("--platform") { Description = "On what the shop runs; by default aws-ecs.", HelpName = "PLATFORM", DefaultValueFactory = _ => PlatformKind.AwsEcs.Word };
        platform.AcceptOnlyFromAmong([.. PlatformKinds.All.Select(known => known.Word)]);
        var command = new Command("demo", "Shows a whole story on this machine: a first release, a good canary, one that policy refuses, a bad one caught.") { report, platform };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (result, timeline) = await RunAsync(run, PlatformKinds.Parse(asked.GetRequiredValue(platform)), ct);
            var page = Path.GetFullPath(asked.GetValue(report) ?? Path.Combine(Path.GetTempPath(), $"infra-demo-{run.Time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.html"));
            await File.WriteAllTextAsync(page, HtmlReport.Render(result, timeline), ct);

            var lines = run.Voice.Draw(() => ColourChart.Render(timeline)) ? [] : TextChart.Lines(timeline);
            foreach (var line in lines.Concat(SummaryLines.Of(result)))
                Show(run, line);
            run.Voice.Tell($"The picture: {page}");
            run.Voice.AnswerJson(result);
            return Judge(run, result);
        }, stop));
        return command;
    }

    private static async Task<(DemoResult Result, Timeline Timeline)> RunAsync(Run run, PlatformKind platform, CancellationToken ct)
    {
        try
        {
            return await new DemoRun(run.Voice, platform, run.Time, new Random()).RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new RefusalException(ExitCode.Cancelled, "Stopped. Nothing that the demo started runs any more.");
        }
    }

    /// <summary>The summary is the result where people read it, and part of the story where a program does.</summary>
    private static void Show(Run run, string line)
    {
        if (run.Voice.AsJson)
            run.Voice.Tell(line);
        else
            run.Voice.Answer(line);
    }

    private static ExitCode Judge(Run run, DemoResult result)
    {
        var broken = Promises.Broken(result).ToList();
        foreach (var promise in broken)
            run.Voice.Tell($"Not as promised: {promise}");
        return broken.Count == 0 ? ExitCode.Success : ExitCode.PromiseBroken;
    }
}

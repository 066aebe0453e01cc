using System.Collections.Immutable;
using Infra.Cli.Views;

namespace Infra.Cli.Watching;

/// <summary>Shows a stage as it changes until somebody has seen enough; what did not change is not read again.</summary>
internal static class StatusWatch
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    internal static async Task<ExitCode> RunAsync(Voice voice, StageLook look, ImmutableArray<string> services, TimeProvider time, CancellationToken ct)
    {
        try
        {
            await (voice switch
            {
                { AsJson: true } => EachAsync(look, services, time, Lines(voice, JsonLines), ct),
                { AnswersLive: true } => LiveAsync(voice, look, services, time, ct),
                _ => EachAsync(look, services, time, Lines(voice, StatusChanges.Between), ct),
            });
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how a watch ends.
        }
        catch (IOException) when (!voice.AnswersLive)
        {
            // So is a reader that has seen enough, such as head.
        }

        return ExitCode.Success;
    }

    private delegate IEnumerable<string> Change((StageStatus Status, DateTimeOffset At)? before, StageStatus after, DateTimeOffset now);

    private static async Task EachAsync(StageLook look, ImmutableArray<string> services, TimeProvider time, Action<StageStatus, DateTimeOffset> show, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (stamp, status) = ("", (StageStatus?)null);
        do
        {
            var seen = await look.StampAsync(services, ct);
            if (status is null || seen != stamp)
                (stamp, status) = (seen, await look.ReadAsync(services, ct));
            show(status, time.GetUtcNow());
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private static Task LiveAsync(Voice voice, StageLook look, ImmutableArray<string> services, TimeProvider time, CancellationToken ct) =>
        voice.LiveAsync(draw => EachAsync(look, services, time, (status, now) => draw(StatusTable.Render(status, now)), ct));

    private static Action<StageStatus, DateTimeOffset> Lines(Voice voice, Change change)
    {
        (StageStatus, DateTimeOffset)? before = null;
        return (status, now) =>
        {
            foreach (var line in change(before, status, now))
                voice.Stream(line);
            before = (status, now);
        };
    }

    private static IEnumerable<string> JsonLines((StageStatus Status, DateTimeOffset At)? before, StageStatus after, DateTimeOffset now)
    {
        var line = Json.Write(StageResult.Of(after, now));
        return before is { } was && Json.Write(StageResult.Of(was.Status, was.At)) == line ? [] : [line];
    }
}

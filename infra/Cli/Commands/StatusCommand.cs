using System.Collections.Immutable;
using System.CommandLine;
using Infra.Cli.Views;
using Infra.Cli.Watching;

namespace Infra.Cli.Commands;

internal static class StatusCommand
{
    internal const string Name = "status";

    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Optional("service", "SERVICE", "A service; all by default.", shared.Known.Services);
        var watch = new Option<bool>("--watch") { Description = "Go on showing it as it changes, until Ctrl-C: a table on a terminal, a line per change in a pipe." };
        var command = new Command(Name, "Says which side serves, with which release and share, what a rollout waits for, and who moves it.") { service, watch };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            ImmutableArray<string> services = asked.GetValue(service) is { } one ? [catalog.Service(one).Name] : [.. catalog.Services.Select(each => each.Name)];
            await using var look = await StageLook.OpenAsync(run.Folder, catalog, stage, asked.GetValue(shared.AllowSandboxSdk), run.Time, ct);
            return asked.GetValue(watch) ? await StatusWatch.RunAsync(run.Voice, look, services, run.Time, ct) : Say(run, await look.ReadAsync(services, ct));
        }, stop));
        return command;
    }

    private static ExitCode Say(Run run, StageStatus status)
    {
        var now = run.Time.GetUtcNow();
        if (run.Voice.AsJson)
            run.Voice.AnswerJson(StageResult.Of(status, now));
        else
            run.Voice.Answer(StatusLines.Of(status, now));
        return status.HasOrphans(now) ? ExitCode.HolderGone : ExitCode.Success;
    }
}

using System.CommandLine;
using Infra.Cli.Views;

namespace Infra.Cli.Commands;

internal static class StatusCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Optional("service", "SERVICE", "A service; all by default.");
        var command = new Command("status", "Says which side serves, with which release and share, and what a rollout is at.") { service };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = run.Load();
            var services = asked.GetValue(service) is { } one ? [catalog.Service(one)] : catalog.Services;
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var results = new List<StatusResult>();
            foreach (var each in services)
            {
                var status = await session.Conductor.StatusAsync(new(stage.Name, each.Name), ct);
                foreach (var line in StatusLines.Of(status, run.Time.GetUtcNow()))
                    run.Voice.Answer(line);
                results.Add(StatusResult.Of(status));
            }

            run.Voice.AnswerJson(new { stage = stage.Name, services = results });
            return ExitCode.Success;
        }, stop));
        return command;
    }
}

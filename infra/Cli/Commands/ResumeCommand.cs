using System.CommandLine;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

internal static class ResumeCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Required("service", "SERVICE", "The service of infra.yaml.", shared.Known.Services);
        var command = new Command("resume", "Goes on with a rollout that was interrupted or waits.") { service };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var key = new ServiceKey(stage.Name, catalog.Service(asked.GetRequiredValue(service)).Name);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            return await RolloutRuns.WatchedAsync(run, session, key, feed => session.Conductor.ResumeAsync(key, feed, ct), ct);
        }, stop));
        return command;
    }
}

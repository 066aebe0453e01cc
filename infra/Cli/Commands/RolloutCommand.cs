using System.CommandLine;
using Infra.Catalog;
using Infra.Orchestrator;

namespace Infra.Cli.Commands;

internal static class RolloutCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Required("service", "SERVICE", "The service of infra.yaml.", shared.Known.Services);
        var release = new Option<string>("--release") { Description = "[NAME@]sha256:<64 hex digits>, or [NAME@]ami-<17 hex digits> for aws-asg; `infra sandbox image add` prints both.", Required = true, HelpName = "RELEASE" };
        var adopt = new Option<bool>("--adopt") { Description = "Go on although this journal does not know what the traffic stack says was done." };
        var command = new Command("rollout", "Ships a release: proves it on the idle side, shifts traffic under watch, returns it when the evidence is bad.") { service, release, adopt };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadLivingAsync(ct);
            var wanted = catalog.Service(asked.GetRequiredValue(service)).In(stage);
            var shipped = Release.Parse(asked.GetRequiredValue(release), wanted.Artefact);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var request = new RolloutRequest { Stage = stage, Service = wanted, Release = shipped, Adopt = asked.GetValue(adopt) };
            return await RolloutRuns.WatchedAsync(run, session, request.Key, feed => session.Conductor.RolloutAsync(request, feed, ct), ct);
        }, stop));
        return command;
    }
}

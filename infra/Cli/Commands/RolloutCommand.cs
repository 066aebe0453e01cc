using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalog;
using Infra.Orchestrator;
using Infra.Orchestrator.Attestations;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

internal static class RolloutCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var service = Word.Required("service", "SERVICE", "The service of infra.yaml.", shared.Known.Services);
        var release = new Option<string>("--release") { Description = "[NAME@]sha256:<64 hex digits>, or [NAME@]ami-<17 hex digits> for aws-asg; `infra sandbox image add` prints both.", Required = true, HelpName = "RELEASE" };
        var evidence = new Option<string[]>("--evidence") { Description = "A file that says something about the release, for the policies to judge: Trivy's JSON, SARIF, or SLSA provenance. May be given again.", HelpName = "FILE" };
        var approvedBy = new Option<string[]>("--approved-by") { Description = "Who approves the release. May be given again.", HelpName = "NAME" };
        var adopt = new Option<bool>("--adopt") { Description = "Go on although this journal does not know what the traffic stack says was done." };
        var command = new Command("rollout", "Ships a release: proves it on the idle side, shifts traffic under watch, returns it when the evidence is bad.") { service, release, evidence, approvedBy, adopt };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadLivingAsync(ct);
            var wanted = catalog.Service(asked.GetRequiredValue(service)).In(stage);
            var shipped = Release.Parse(asked.GetRequiredValue(release), wanted.Artefact);
            var attestations = await AttestationsAsync(asked.GetValue(evidence) ?? [], asked.GetValue(approvedBy) ?? [], ct);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var request = new RolloutRequest { Stage = stage, Service = wanted, Release = shipped, Attestations = attestations, Adopt = asked.GetValue(adopt) };
            return await RolloutRuns.WatchedAsync(run, session, request.Key, feed => session.Conductor.RolloutAsync(request, feed, ct), ct);
        }, stop));
        return command;
    }

    /// <exception cref="BadInputException">With all that can't be read.</exception>
    private static async Task<ImmutableArray<Attestation>> AttestationsAsync(string[] files, string[] names, CancellationToken ct)
    {
        var (read, problems) = (new List<Attestation>(), new List<string>());
        foreach (var file in files)
        {
            try
            {
                read.AddRange(await AttestationFile.ReadAsync(file, ct));
            }
            catch (BadInputException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        foreach (var name in names)
        {
            if (name.Trim().Length == 0 || name.Any(char.IsControl)) problems.Add($"--approved-by \"{name}\": that is nobody's name; write who approves, such as ana@acme.example.");
            else read.Add(new Attestation.Approval(name.Trim()));
        }

        return problems.Count == 0 ? [.. read] : throw new BadInputException([.. problems]);
    }
}

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
            var attestations = await AttestationsAsync(asked.GetValue(evidence) ?? [], asked.GetValue(approvedBy) ?? [], catalog.EvidenceKeys.Select(key => Path.Combine(run.Folder.Root, key)), ct);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var request = new RolloutRequest { Stage = stage, Service = wanted, Release = shipped, Attestations = attestations, Adopt = asked.GetValue(adopt) };
            return await RolloutRuns.WatchedAsync(run, session, request.Key, feed => session.Conductor.RolloutAsync(request, feed, ct), ct);
        }, stop));
        return command;
    }

    /// <exception cref="BadInputException">With all that can't be read.</exception>
    private static async Task<ImmutableArray<Attestation>> AttestationsAsync(string[] files, string[] names, IEnumerable<string> keyFiles, CancellationToken ct)
    {
        var problems = new List<string>();
        var keys = await EachAsync(files.Length > 0 ? keyFiles : [], file => EvidenceKey.ReadAsync(file, ct));
        var said = await EachAsync(files, file => AttestationFile.ReadAsync(file, keys, ct));
        foreach (var name in names.Where(name => name.Trim().Length == 0 || name.Any(char.IsControl)))
            problems.Add($"--approved-by \"{name}\": that is nobody's name; write who approves, such as ana@acme.example.");
        return problems.Count == 0 ? [.. said.SelectMany(each => each), .. names.Select(name => new Attestation.Approval(name.Trim()))] : throw new BadInputException([.. problems]);

        async Task<ImmutableArray<T>> EachAsync<T>(IEnumerable<string> paths, Func<string, Task<T>> read)
        {
            var done = ImmutableArray.CreateBuilder<T>();
            foreach (var path in paths)
            {
                try
                {
                    done.Add(await read(path));
                }
                catch (BadInputException e)
                {
                    problems.AddRange(e.Problems);
                }
            }

            return done.ToImmutable();
        }
    }
}

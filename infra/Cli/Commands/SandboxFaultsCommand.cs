using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Faults;
using Infra.Sandbox.World.Faults;

namespace Infra.Cli.Commands;

internal static class SandboxFaultsCommand
{
    private const string Description = """
        Sets the faults of a file, shows those that are set, or lifts them.

        A file is a list; each fault says where it strikes and what happens then. Faults hold until they are lifted, whoever restarts.

          faults:
            - { create: "aws:ecs/service:Service", nth: 1, then: fail }   # update, delete, read; a type or URN with * and ?; without nth: each
            - { update: "urn:*::web", then: delay, for: 3s }              # hang: no answer; half: done, told failed; crash: done, engine dies
            - { health: web-green-*, then: unhealthy }                    # healthy; flap, with every: 2s
            - { replicas: web-green-*, after: 2s }                        # each dies so long after its start
            - { router: 8080, nth: 2, then: refuse }                      # late, with for: 3s; lose: told done, and isn't; pretend: only reads as done
            - { metrics: down }                                           # empty; stale
            - { disk: full, above: 20000 }                                # no file of the orchestrator's grows above so many bytes
            - { clock: -2h, after: 5s }                                   # the orchestrator's, counted from its start
        """;

    internal static Command Create(SharedOptions shared)
    {
        var file = Word.Optional("file", "FILE", "The faults to set, in place of those that are.");
        var clear = new Option<bool>("--clear") { Description = "Lifts all faults." };
        var command = new Command("faults", Description) { file, clear };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            ServiceCatalog.Load(run.Folder.Root);
            var path = asked.GetValue(file);
            if (path is not null && asked.GetValue(clear))
                throw new BadInputException("Either a FILE sets faults or --clear lifts them; give one of the two.");
            var book = new FaultBook(run.Folder.World);
            if (path is not null)
            {
                var faults = FaultsReader.Load(path);
                run.Folder.Prepare();
                await book.WriteAsync(faults, ct);
            }
            else if (asked.GetValue(clear))
                await book.WriteAsync([], ct);

            var (set, met) = (book.Read(), await book.CountsAsync(ct));
            foreach (var line in FaultList.Lines(set, met))
                run.Voice.Answer(line);
            run.Voice.AnswerJson(FaultList.Json(set, met));
            return ExitCode.Success;
        }, stop));
        return command;
    }
}

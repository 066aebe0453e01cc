using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Views;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands.Stages;

internal static class StageCreateCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var name = Word.Required("name", "NAME", "What the stage is called, such as pr-123.");
        var from = new Option<string>("--from") { Description = "The stage of infra.yaml whose values and releases it gets.", HelpName = "STAGE", Required = true };
        from.CompletionSources.Add(shared.Known.Stages);
        var ttl = new Option<string>("--ttl") { Description = "How long it lives, such as 48h. Said again for a stage that is there, it lives so long from now on.", HelpName = "TIME", Required = true };
        var command = new Command("create", "Makes a whole ephemeral stage, for a branch or a trial: its network, all services, and the releases that another stage serves.") { name, from, ttl };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var catalog = ServiceCatalog.Load(run.Folder.Root);
            var origin = catalog.Stage(asked.GetRequiredValue(from));
            var wish = await WishAsync(run, catalog, asked.GetRequiredValue(name), origin, EphemeralStage.ParseTtl(asked.GetRequiredValue(ttl)), ct);
            return await MakeAsync(run, wish.Catalog, origin, wish.Stage, wish.IsNew, ct);
        }, stop));
        return command;
    }

    private static async Task<(ServiceCatalog Catalog, Stage Stage, bool IsNew)> WishAsync(Run run, ServiceCatalog catalog, string name, Stage from, TimeSpan ttl, CancellationToken ct)
    {
        var found = await run.Ephemeral(catalog).AllAsync(from.Name, ct);
        if (!found.Silent.IsEmpty)
            throw new RefusalException(ExitCode.Refused, $"{found.Silent[0]} Nothing was changed.");
        var before = found.Stages.FirstOrDefault(stage => stage.Name == name)?.Ephemeral;
        var now = run.Time.GetUtcNow();
        var ephemeral = new EphemeralStage
        {
            From = from.Name,
            Expires = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + ttl,
            PortShift = before?.PortShift ?? (from.Engine == EngineKind.Sandbox ? EphemeralStage.FreeShift(from, TakenPorts.Of(catalog.Stages.AddRange(found.Stages))) : 0),
        };
        var with = catalog.With(name, ephemeral);
        return (with, with.Stage(name), before is null);
    }

    private static async Task<ExitCode> MakeAsync(Run run, ServiceCatalog catalog, Stage from, Stage stage, bool isNew, CancellationToken ct)
    {
        await using var session = await run.OpenAsync(catalog, stage, ct);
        var network = new StackRequest(StackNames.Network(stage.Name)).With(ConfigKeys.Ephemeral, stage.Ephemeral!.ToJson());
        StackRequest[] requests =
        [
            .. isNew ? [network.With(ConfigKeys.Announce, "true")] : (StackRequest[])[],
            network,
            .. StackChoice.All(catalog, stage).Skip(1).Select(stack => new StackRequest(stack)),
        ];
        var reports = await StackRuns.TellEachAsync(run.Voice, requests, session.Stacks.UpAsync, isPreview: false, ct);
        var code = StackRuns.Code(reports);
        var rollouts = code == ExitCode.Success ? await FirstReleases.RollOutAsync(run, session, from, ct) : [];
        if (code == ExitCode.Success)
            code = rollouts.Select(rollout => OutcomeWords.Code(rollout.Outcome)).FirstOrDefault(each => each != ExitCode.Success);

        run.Voice.Answer(code == ExitCode.Success
            ? $"{stage.Name} lives until {stage.Ephemeral.Expires:yyyy-MM-dd HH:mm} UTC."
            : $"{stage.Name} is half made. The same command goes on, `infra stage destroy {stage.Name}` removes it, and so does `infra stage prune` after {stage.Ephemeral.Expires:yyyy-MM-dd HH:mm} UTC.");
        run.Voice.AnswerJson(new
        {
            stage = StageListResult.Of(stage, run.Time.GetUtcNow()),
            stacks = reports.Select(StackResultJson.Of),
            rollouts = rollouts.Select(rollout => RolloutResult.Of(rollout.Snapshot, rollout.Outcome)),
        });
        return code;
    }
}

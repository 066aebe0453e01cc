using System.CommandLine;
using Infra.Catalog;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>What engines keep about stacks.</summary>
internal static class StateCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Required("stack", "STACK", "A stack, such as web.blue or network.");
        var from = new Option<string?>("--from") { Description = "backup, history, or a file: a state or an export. By default the newest sound copy.", HelpName = "COPY" };
        var yes = Consent.Option();
        var restore = new Command("restore", "Brings a damaged state back from its history or backup; keeps the damaged one beside it.") { what, from, yes };
        restore.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            if (StackChoice.Read(catalog, stage, asked.GetValue(what)) is not [var stack])
                throw new BadInputException($"{asked.GetValue(what)} is several stacks; name one: {string.Join(", ", StackChoice.Read(catalog, stage, asked.GetValue(what)))}.");
            return await RestoreAsync(run, stage, stack, asked.GetValue(from), asked.GetValue(yes), ct);
        }, stop));
        return new("state", "Works on the states of stacks.") { restore };
    }

    private static async Task<ExitCode> RestoreAsync(Run run, Stage stage, string stack, string? from, bool yes, CancellationToken ct)
    {
        if (stage.Engine == EngineKind.Pulumi)
            throw new RefusalException(ExitCode.Refused, $"The state of {stack} is in Pulumi's backend. `pulumi stack history --stack {stack}` lists its versions, `pulumi stack export --stack {stack} --version N --file good.json` takes one out, `pulumi stack import --stack {stack} --file good.json` puts it back; look then with `infra preview {stack} --stage {stage.Name} --refresh`. Nothing was changed.");
        try
        {
            var repair = new StateRepair(run.Folder.Backend(stage), StackNames.Project, stack, run.Folder.ReadPassphrase, run.Time);
            var damage = repair.Damage();
            var (copy, resources) = repair.Choose(from);
            run.Voice.Tell(damage ?? $"The state of {stack} is sound.");
            var plan = $"{stack} gets the state of {copy}, with {resources} resources; the one it has is kept beside it.";
            if (yes)
                run.Voice.Tell(plan);
            else
                await Consent.AskAsync(run.Voice, $"{plan} Type {stack} to go on:", expected: stack, $"{plan} There is no terminal to ask on", ct);
            var kept = repair.Restore(copy);
            run.Voice.Answer($"{stack} has the state of {copy} again, with {resources} resources{(kept is null ? "" : $"; what it had is {kept}")}. See with `infra preview {stack} --refresh` how it differs from what is really there.");
            run.Voice.AnswerJson(new { stack, restored = copy, resources, kept });
            return ExitCode.Success;
        }
        catch (EngineException e)
        {
            throw new RefusalException(e.ExitCode == (int)ExitCode.StackNotFound ? ExitCode.StackNotFound : ExitCode.Refused, e.Message);
        }
    }
}

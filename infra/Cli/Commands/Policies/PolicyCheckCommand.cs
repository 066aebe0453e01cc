using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Composition;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Commands.Policies;

/// <summary>Judges a file, or what a preview of a stage's stacks says that they would be.</summary>
internal static class PolicyCheckCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var what = Word.Optional("what", "FILE|STACK|SERVICE", "A state (`pulumi stack export`), a plan (`pulumi preview --json`), or what to preview; everything of the stage by default.", shared.Known.Stacks);
        var format = new Option<string>("--format") { Description = "console, json, sarif, junit, gitlab, github, markdown or html.", DefaultValueFactory = _ => "console", HelpName = "FORMAT" };
        var output = new Option<string?>("--output") { Description = "A file for the report; standard output by default.", HelpName = "FILE" };
        var command = new Command("check", "Judges a preview, a state or a plan by all rules. Exit code 5 says that a mandatory rule is violated.") { what, format, output };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            string[] report = ["--format", asked.GetValue(shared.Json) ? "json" : asked.GetRequiredValue(format), .. asked.GetValue(output) is { } file ? ["--output", Path.GetFullPath(file)] : (string[])[]];
            if (asked.GetValue(what) is { } path && File.Exists(path))
                return (ExitCode)await PackProcess.RunAsync(["check", Path.GetFullPath(path), .. report], run.Folder.Root, ct);
            return await CheckPreviewAsync(run, asked.GetValue(what), report, ct);
        }, stop));
        return command;
    }

    private static async Task<ExitCode> CheckPreviewAsync(Run run, string? what, string[] report, CancellationToken ct)
    {
        var (catalog, stage) = await run.LoadAsync(ct);
        var stacks = StackChoice.Read(catalog, stage, what);
        await using var session = await run.OpenAsync(catalog, stage, ct);
        var steps = new JsonArray();
        foreach (var stack in stacks)
        {
            // What the engine's own run of the pack would refuse must not hide what the others have.
            var preview = await session.Stacks.PreviewAsync(new StackRequest(stack) { KeepPlan = true, UnderPolicies = false }, ct);
            if (!preview.Succeeded)
                throw new RefusalException(ExitCode.Error, $"{stack} can't be previewed, so nothing is judged: {preview.Why}");
            foreach (var step in preview.Plan)
                steps.Add(step);
        }

        var plan = Path.Combine(Directory.CreateTempSubdirectory("infra-plan-").FullName, "plan.json");
        try
        {
            await File.WriteAllTextAsync(plan, new JsonObject { ["steps"] = steps }.ToJsonString(), ct);
            return (ExitCode)await PackProcess.RunAsync(["check", plan, "--subject", what ?? stage.Name, .. report], run.Folder.Root, ct);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(plan)!, recursive: true);
        }
    }
}

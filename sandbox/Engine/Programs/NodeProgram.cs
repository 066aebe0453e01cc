using System.Diagnostics;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>A program of <c>runtime: nodejs</c>: the script of its own <c>@pulumi/pulumi</c> runs it.</summary>
internal sealed class NodeProgram(ProjectSettings project, IReadOnlyDictionary<string, string?> environment) : ProcessProgram(project.ProgramFolder, environment)
{
    protected override Task<string?> PrepareAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    protected override ProcessStartInfo Command(ProgramCall call)
    {
        var start = Command("node",
        [
            .. (project.Option("nodeargs") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            NodeModules.Script(project.ProgramFolder, "run"),
            $"--monitor={call.Engine}",
            $"--engine={call.Engine}",
            $"--organization={StackFiles.Organization}",
            $"--project={call.Project}",
            $"--root-directory={project.Folder}",
            $"--stack={call.Stack}",
            $"--pwd={project.ProgramFolder}",
            $"--parallel={call.Parallel}",
            .. call.IsPreview ? ["--dry-run"] : Array.Empty<string>(),
            project.EntryPoint,
        ]);
        ConfigVariables.Add(start, call.Config);
        if (project.Option("typescript") != "false") start.Environment["PULUMI_NODEJS_TYPESCRIPT"] = "true";
        return start;
    }
}

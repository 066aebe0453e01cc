using System.Diagnostics;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>A program of <c>runtime: dotnet</c>: built once for a command, or given built by the option <c>binary</c>.</summary>
internal sealed class DotnetProgram(ProjectSettings project, IReadOnlyDictionary<string, string?> environment) : ProcessProgram(project.ProgramFolder, environment)
{
    bool built;

    protected override async Task<string?> PrepareAsync(CancellationToken ct)
    {
        if (built || project.Option("binary") is not null) return null;
        using var build = Start(Command("dotnet", "build", "-nologo", project.ProgramFolder));
        var (output, errors) = (build.StandardOutput.ReadToEndAsync(ct), build.StandardError.ReadToEndAsync(ct));
        await build.WaitForExitAsync(ct);
        built = build.ExitCode == 0;
        return built ? null : $"{project.ProgramFolder} does not build:\n{(await output).Trim()}{await errors}";
    }

    protected override ProcessStartInfo Command(ProgramCall call)
    {
        var start = project.Option("binary") is not { } given ? Command("dotnet", "run", "--no-build", "--project", project.ProgramFolder)
            : Path.GetFullPath(given, project.Folder) is var binary && binary.EndsWith(".dll", StringComparison.Ordinal) ? Command("dotnet", binary)
            : Command(binary);
        ConfigVariables.Add(start, call.Config);
        foreach (var (name, value) in new[]
        {
            ("PULUMI_MONITOR", call.Engine), ("PULUMI_ENGINE", call.Engine), ("PULUMI_ORGANIZATION", StackFiles.Organization), ("PULUMI_PROJECT", call.Project),
            ("PULUMI_ROOT_DIRECTORY", project.Folder), ("PULUMI_STACK", call.Stack), ("PULUMI_PWD", project.ProgramFolder),
            ("PULUMI_DRY_RUN", call.IsPreview ? "true" : "false"), ("PULUMI_PARALLEL", $"{call.Parallel}"),
        }) start.Environment[name] = value;
        return start;
    }
}

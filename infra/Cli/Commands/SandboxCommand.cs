using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Cli.Commands;

/// <summary>The world of a project: the processes and the router that stand in for a cloud.</summary>
internal static class SandboxCommand
{
    internal static Command Create(SharedOptions shared) => new("sandbox", "Works on the project's sandbox world.")
    {
        Verb("up", "Starts the world, or finds it running.", shared, UpAsync),
        Verb("down", "Drains and ends every process of the world, and the world.", shared, DownAsync),
        Verb("status", "Lists listeners, processes and images.", shared, StatusAsync),
        SandboxImageCommand.Create(shared),
        SandboxFaultsCommand.Create(shared),
    };

    private static Command Verb(string name, string description, SharedOptions shared, Func<Run, CancellationToken, Task<ExitCode>> verb)
    {
        var command = new Command(name, description);
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, verb, stop));
        return command;
    }

    private static async Task<ExitCode> UpAsync(Run run, CancellationToken ct)
    {
        ServiceCatalog.Load(run.Folder.Root);
        run.Folder.Prepare();
        await using var world = await WorldLauncher.EnsureAsync(run.Folder.World, isPrivate: false, ct);
        var status = await world.Client.StatusAsync(ct);
        run.Voice.Answer($"The world of {run.Folder.World} is up as process {status.ProcessId}; it ends after 30 idle minutes or with `infra sandbox down`.");
        run.Voice.AnswerJson(status);
        return ExitCode.Success;
    }

    private static async Task<ExitCode> DownAsync(Run run, CancellationToken ct)
    {
        if (await RunningAsync(run, ct) is not { } status)
            return Nothing(run);
        using var world = new WorldClient(run.Folder.World);
        await world.ShutDownAsync(ct);
        run.Voice.Answer($"The world of {run.Folder.World}, process {status.ProcessId}, has ended with its {status.Workloads.Sum(w => w.Targets.Length)} processes.");
        run.Voice.AnswerJson(new { running = false });
        return ExitCode.Success;
    }

    private static async Task<ExitCode> StatusAsync(Run run, CancellationToken ct)
    {
        if (await RunningAsync(run, ct) is not { } status)
            return Nothing(run);
        foreach (var line in WorldLines.Of(status))
            run.Voice.Answer(line);
        run.Voice.AnswerJson(status);
        return ExitCode.Success;
    }

    private static ExitCode Nothing(Run run)
    {
        run.Voice.Answer($"No world runs in {run.Folder.World}.");
        run.Voice.AnswerJson(new { running = false });
        return ExitCode.Success;
    }

    private static async Task<WorldStatus?> RunningAsync(Run run, CancellationToken ct)
    {
        if (!Directory.Exists(run.Folder.World))
            return null;
        using var world = new WorldClient(run.Folder.World);
        try
        {
            return await world.StatusAsync(ct);
        }
        catch (WorldException e) when (e is not WorldSilentException)
        {
            return null;
        }
    }
}

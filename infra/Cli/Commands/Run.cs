using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Views;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Platforms;
using Infra.Sandbox.World;
using Serilog;
using Serilog.Core;

namespace Infra.Cli.Commands;

/// <summary>One run of one verb: what it was asked, how it speaks, and how its end becomes an exit code.</summary>
internal sealed record Run
{
    internal required ParseResult Asked { get; init; }
    internal required SharedOptions Options { get; init; }
    internal required Voice Voice { get; init; }
    internal required ProjectFolder Folder { get; init; }
    internal required TimeProvider Time { get; init; }

    /// <summary>Stages that stand in no file are looked for in the backends of those that do.</summary>
    internal EphemeralStages Ephemeral(ServiceCatalog catalog) => new(Folder, catalog, Asked.GetValue(Options.AllowSandboxSdk), Time);

    /// <summary>What infra.yaml says, and the stage to work on.</summary>
    /// <exception cref="BadInputException">With all problems of infra.yaml, or no such stage.</exception>
    internal Task<(ServiceCatalog Catalog, Stage Stage)> LoadAsync(CancellationToken ct) => LoadAsync(Asked.GetRequiredValue(Options.Stage), ct);

    /// <summary>The same, to bring something new to it.</summary>
    /// <exception cref="RefusalException">The stage's time is over.</exception>
    internal async Task<(ServiceCatalog Catalog, Stage Stage)> LoadLivingAsync(CancellationToken ct)
    {
        var (catalog, stage) = await LoadAsync(ct);
        return stage.Ephemeral is { } ephemeral && ephemeral.HasExpired(Time.GetUtcNow())
            ? throw new RefusalException(ExitCode.Refused, $"Stage {stage.Name} has expired on {ephemeral.Expires:yyyy-MM-dd HH:mm} UTC. `infra stage create {stage.Name} --from {ephemeral.From} --ttl 48h` gives it more time, `infra stage destroy {stage.Name}` removes it. Nothing was changed.")
            : (catalog, stage);
    }

    internal async Task<(ServiceCatalog Catalog, Stage Stage)> LoadAsync(string name, CancellationToken ct)
    {
        var catalog = ServiceCatalog.Load(Folder.Root);
        if (catalog.Stages.All(stage => stage.Name != name))
            catalog = await Ephemeral(catalog).WithAsync(name, ct);
        return (catalog, catalog.Stage(name));
    }

    internal async Task<StageSession> OpenAsync(ServiceCatalog catalog, Stage stage, CancellationToken ct)
    {
        var session = await StageSession.OpenAsync(Folder, catalog, stage, Asked.GetValue(Options.AllowSandboxSdk), Time, ct);
        // Not before: what is refused up to here leaves no trace.
        OpenLog();
        return session;
    }

    private void OpenLog()
    {
        try
        {
            Log.Logger = LogFile.Open(Folder.Logs, Asked.GetValue(Options.Verbose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Users may be waiting for a return of traffic: that needs no log.
            Voice.Tell($"No log is written: {e.Message.TrimEnd('.')}. Make {Folder.Logs} writable.");
        }

        Log.Information("infra {Arguments:l}", string.Join(' ', Asked.Tokens));
    }

    internal static async Task<int> OfAsync(ParseResult asked, SharedOptions options, Func<Run, CancellationToken, Task<ExitCode>> verb, CancellationToken ct)
    {
        var run = new Run
        {
            Asked = asked,
            Options = options,
            Voice = Voice.OfProcess(asked.GetValue(options.Json)),
            Folder = ProjectFolder.Find(asked.GetValue(options.Project), Environment.CurrentDirectory),
            Time = TimeProvider.System,
        };
        try
        {
            return (int)await run.GuardedAsync(verb, ct);
        }
        finally
        {
            await CloseLogAsync();
        }
    }

    /// <summary>A last line that finds no room on the disk changes nothing that was done and said.</summary>
    private static async Task CloseLogAsync()
    {
        try
        {
            await Log.CloseAndFlushAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
        }
    }

    /// <summary>The one place where exceptions become sentences.</summary>
    private async Task<ExitCode> GuardedAsync(Func<Run, CancellationToken, Task<ExitCode>> verb, CancellationToken ct)
    {
        try
        {
            return await verb(this, ct);
        }
        catch (BadInputException bad)
        {
            foreach (var problem in bad.Problems)
                Voice.Tell(problem);
            return ExitCode.BadInput;
        }
        catch (RefusalException refusal)
        {
            Voice.Tell(refusal.Message);
            return refusal.Code;
        }
        catch (Exception e) when (e is WorldException or JournalException or StackException or PlatformException)
        {
            Log.Error(e, "Refused");
            Voice.Tell(e.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Voice.Tell("Stopped. Traffic is where it was; `infra status` says where that is.");
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            if (ReferenceEquals(Log.Logger, Logger.None))
                OpenLog();
            Log.Error(e, "Broke");
            Voice.Tell($"infra broke: {e.Message} The log in {Folder.Logs} says where.");
            return ExitCode.Error;
        }
    }
}

using System.Collections.Immutable;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Exceptions;
using Pulumi.Automation.Runtime;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

public sealed partial class WorkspaceStack
{
    public async Task<UpResult> UpAsync(UpOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var args = new UpdateArguments("up", "--yes", "--skip-preview")
            .Flag("--expect-no-changes", options.ExpectNoChanges)
            .Choice("--show-reads", options.ShowReads)
            .Flag("--diff", options.Diff)
            .Value("--plan", options.Plan)
            .Values("--replace", options.Replace)
            .Flag("--exclude-dependents", options.ExcludeDependents)
            .Flag("--target-dependents", options.TargetDependents)
            .Flag("--continue-on-error", options.ContinueOnError)
            .Flag("--refresh", options.Refresh)
            .Common(options);
        var result = await RunProgramAsync(args, options.Program ?? Workspace.Program, options, options.OnEvent, cancellationToken);
        var outputs = await GetOutputsAsync(cancellationToken);
        return new(result.StandardOutput, result.StandardError, await SummaryAsync(options.ShowSecrets, cancellationToken), outputs);
    }

    public async Task<PreviewResult> PreviewAsync(PreviewOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var args = new UpdateArguments("preview")
            .Flag("--expect-no-changes", options.ExpectNoChanges)
            .Choice("--show-reads", options.ShowReads)
            .Flag("--diff", options.Diff)
            .Value("--save-plan", options.Plan)
            .Values("--replace", options.Replace)
            .Flag("--exclude-dependents", options.ExcludeDependents)
            .Flag("--target-dependents", options.TargetDependents)
            .Flag("--refresh", options.Refresh)
            .Common(options);
        SummaryEvent? summary = null;
        var result = await RunProgramAsync(args, options.Program ?? Workspace.Program, options, OnEvent, cancellationToken);
        return summary is null
            ? throw new NoSummaryEventException("No summary of changes for 'preview'")
            : new(result.StandardOutput, result.StandardError, summary.ResourceChanges);

        void OnEvent(EngineEvent engineEvent)
        {
            summary = engineEvent.SummaryEvent ?? summary;
            options.OnEvent?.Invoke(engineEvent);
        }
    }

    public async Task<UpdateResult> RefreshAsync(RefreshOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Without options the official SDK passes neither flag, and the command then previews first.
        var args = new UpdateArguments("refresh", "--yes")
            .Flag("--preview-only", options?.PreviewOnly)
            .Flag("--skip-preview", options is not null && options.PreviewOnly is not true);
        options ??= new();
        args.Flag("--expect-no-changes", options.ExpectNoChanges)
            .Flag("--skip-pending-creates", options.SkipPendingCreates)
            .Flag("--clear-pending-creates", options.ClearPendingCreates)
            .Values("--import-pending-creates", options.ImportPendingCreates?.SelectMany(pending => new[] { pending.Urn, pending.Id }))
            .Choice("--run-program", options.RunProgram)
            .Common(options);
        var result = await RunProgramAsync(args, options.RunProgram is true ? Workspace.Program : null, options, options.OnEvent, cancellationToken);
        return new(result.StandardOutput, result.StandardError, await SummaryAsync(options.ShowSecrets, cancellationToken));
    }

    public async Task<UpdateResult> DestroyAsync(DestroyOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var args = (options.PreviewOnly is true ? new UpdateArguments("destroy", "--preview-only") : new UpdateArguments("destroy", "--yes", "--skip-preview"))
            .Flag("--exclude-dependents", options.ExcludeDependents)
            .Flag("--target-dependents", options.TargetDependents)
            .Flag("--continue-on-error", options.ContinueOnError)
            .Flag("--refresh", options.Refresh)
            .Choice("--run-program", options.RunProgram)
            .Common(options);
        var result = await RunProgramAsync(args, options.RunProgram is true ? Workspace.Program : null, options, options.OnEvent, cancellationToken);
        return new(result.StandardOutput, result.StandardError, await SummaryAsync(options.ShowSecrets, cancellationToken));
    }

    public async Task<ImmutableList<UpdateSummary>> GetHistoryAsync(HistoryOptions? options = null, CancellationToken cancellationToken = default)
    {
        var args = new UpdateArguments("stack", "history", "--json").Flag("--show-secrets", options?.ShowSecrets ?? true);
        if (options?.PageSize is { } size)
        {
            if (size < 1) throw new ArgumentException($"{nameof(options.PageSize)} must be greater than or equal to 1.", nameof(options));
            args.Value("--page-size", size).Value("--page", Math.Max(options.Page ?? 1, 1));
        }
        var json = (await RunAsync(args.ToList(), cancellationToken)).StandardOutput;
        return string.IsNullOrWhiteSpace(json) ? [] : new LocalSerializer().DeserializeJson<ImmutableList<UpdateSummary>>(json);
    }

    public async Task<UpdateSummary?> GetInfoAsync(CancellationToken cancellationToken = default) =>
        (await GetHistoryAsync(new() { PageSize = 1, ShowSecrets = true }, cancellationToken)).FirstOrDefault();

    internal Task<CommandResult> RunAsync(
        IEnumerable<string> args, CancellationToken ct, Action<string>? onOutput = null, Action<string>? onError = null, Action<EngineEvent>? onEvent = null) =>
        Workspace.RunStackCommandAsync(Name, CommandArguments.BeforeText([.. args], "--stack", Name), onOutput, onError, onEvent, ct);

    /// <summary>Serves the inline program while the command runs. What the program threw is more to its caller than that the command failed.</summary>
    async Task<CommandResult> RunProgramAsync(
        UpdateArguments arguments, PulumiFn? program, UpdateOptions options, Action<EngineEvent>? onEvent, CancellationToken ct)
    {
        await using var inline = program is null ? null : new InlineProgram(program, ct);
        var args = arguments.ToList();
        if (inline is not null) args.Add($"--client=127.0.0.1:{await inline.StartAsync()}");
        args.AddRange("--exec-kind", (program ?? Workspace.Program) is null ? "auto.local" : "auto.inline");
        try
        {
            return await RunAsync(args, ct, options.OnStandardOutput, options.OnStandardError, onEvent);
        }
        catch when (inline?.Thrown is not null)
        {
            inline.Thrown.Throw();
            throw;
        }
    }

    async Task<UpdateSummary> SummaryAsync(bool? showSecrets, CancellationToken ct) =>
        // An update that ended has an entry in the history, or the backend keeps none; official callers get null then.
        (await GetHistoryAsync(new() { PageSize = 1, ShowSecrets = showSecrets }, ct)).FirstOrDefault()!;
}

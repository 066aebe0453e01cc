using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Engine.Commands.Stacks;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Programs;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi up</c>, <c>preview</c>, <c>refresh</c> and <c>destroy</c>.</summary>
internal sealed class OperationCommand(Workspace workspace, string name, OperationKind kind, bool isPreview) : ICommand
{
    // What the exit code says when all else is well but changes were not expected, and when the user stopped it.
    public const int UnexpectedChanges = 7, Cancelled = 8;

    public CommandSpec Spec { get; } = OperationFlags.Spec(name, kind, isPreview);

    public async Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        if (kind != OperationKind.Update && arguments.Has("--run-program")) throw new EngineException("--run-program is not supported by the sandbox: refresh and destroy work from the state.", 2);
        return await RunAsync(Request(arguments, invocation), arguments, invocation, ct);
    }

    /// <summary>Previews it, asks, and does it.</summary>
    public async Task<int> RunAsync(OperationRequest request, Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var isAgreed = Confirmation.IsGiven(invocation, arguments) || arguments.Has("--skip-preview");
        if (!request.IsPreview && !isAgreed && invocation.Terminal is null)
            throw new EngineException("--yes or --skip-preview must be passed in to proceed when running in non-interactive mode", 2);
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        using var hold = request.IsPreview ? null : StackLock.Take(store.Files, workspace.Options.Time);
        if (!request.IsPreview && !arguments.Has("--skip-preview"))
        {
            var preview = await OnceAsync(request with { IsPreview = true }, arguments, invocation, ct);
            if (preview.ExitCode != 0) return preview.ExitCode;
            if (!isAgreed && !Agreed(invocation, preview.Steps)) return Cancelled;
        }
        var (exitCode, _) = await OnceAsync(request, arguments, invocation, ct);
        if (exitCode == 0 && !request.IsPreview && arguments.Has("--remove"))
        {
            StackRemove.Remove(workspace, project, store, force: false, keepConfig: false);
            invocation.Say($"The resources in the stack have been deleted, and the stack '{store.Files.Stack}' is removed.");
        }
        return exitCode;
    }

    public OperationRequest Request(Arguments arguments, Invocation invocation) => new()
    {
        Kind = kind,
        IsPreview = isPreview || arguments.Has("--preview-only"),
        RefreshFirst = arguments.Has("--refresh"),
        ExpectNoChanges = arguments.Has("--expect-no-changes"),
        Adopt = arguments.Has("--adopt"),
        AllowsUnknownTypes = kind is OperationKind.Refresh or OperationKind.Destroy || arguments.Has("--allow-unknown-types"),
        ContinueOnError = arguments.Has("--continue-on-error"),
        Selection = new Selection(
            [.. arguments.All("--target"), .. arguments.All("--target-replace")], arguments.All("--exclude"), [.. arguments.All("--replace"), .. arguments.All("--target-replace")],
            arguments.Has("--target-dependents") || arguments.Has("--exclude-dependents")),
        Parallel = Parallel(arguments["--parallel"] ?? invocation.Variable("PULUMI_PARALLEL")),
        Message = arguments["--message"] ?? "",
        Program = kind == OperationKind.Update ? ProgramChoice.Of(workspace.Project(invocation), arguments["--client"], invocation.Variables) : null,
        PolicyPacks = PackArguments.Of(arguments, invocation),
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("exec.kind", arguments["--exec-kind"] ?? "cli"),
    };

    async Task<(int ExitCode, List<Step> Steps)> OnceAsync(OperationRequest request, Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var stack = workspace.Open(invocation, arguments);
        await using var sink = EventSink.Open(arguments["--event-log"], invocation.WorkingDirectory);
        using var display = Display(request, stack, arguments, invocation);
        var steps = new List<Step>();
        var events = new EventLog(workspace.Options.Time, request.IsPreview, happened =>
        {
            sink?.Write(happened.Json);
            invocation.OnEventJson?.Invoke(happened.Json);
            if (happened is { Kind: "resourcePreEvent", Step: { } step }) steps.Add(step);
            display.Show(happened);
        });
        var outcome = await new Operation(request, stack, workspace.Host(invocation), events).RunAsync(ct);
        display.End(outcome);
        if (outcome.Summary.Result == "canceled") return (Cancelled, steps);
        return (outcome.Unexpected ? UnexpectedChanges : outcome.Summary.Result == "succeeded" ? 0 : 1, steps);
    }

    IDisplay Display(OperationRequest request, OpenStack stack, Arguments arguments, Invocation invocation)
    {
        if (!arguments.Has("--json")) return new TextDisplay(invocation, request, stack.Name, stack.Snapshot.Root?.Outputs ?? PropertyMap.Empty, OperationFlags.Display(arguments), workspace.Options.Time);
        return isPreview && !invocation.IsSet("PULUMI_ENABLE_STREAMING_JSON_PREVIEW") ? new PreviewDigest(invocation, stack.Config) : new EventStream(invocation);
    }

    /// <summary>Asks until the answer is one: yes, no, or what exactly would be done.</summary>
    bool Agreed(Invocation invocation, List<Step> planned)
    {
        while (true)
        {
            switch (invocation.Terminal!.Ask($"Do you want to perform this {(kind == OperationKind.Update ? "update" : name)}? [yes/no/details] ", secret: false)?.Trim().ToLowerInvariant())
            {
                case "yes" or "y": return true;
                case "details" or "d":
                    foreach (var line in planned.Where(step => step is { IsInternal: false, Op: not Op.Same }).SelectMany(step => DiffView.Lines(step, 0))) invocation.Say(line.Show(invocation.HasColor));
                    break;
                case "no" or "n" or null:
                    invocation.Complain($"confirmation declined, not proceeding with the {(kind == OperationKind.Update ? "update" : name)}");
                    return false;
            }
        }
    }

    static int Parallel(string? text) => text is null ? 4 * Environment.ProcessorCount
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number <= 0 ? int.MaxValue : number
        : throw new EngineException($"--parallel takes a number, not '{text}'", 2);
}

using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Programs;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi up</c>, <c>preview</c>, <c>refresh</c> and <c>destroy</c>.</summary>
internal sealed class OperationCommand(Workspace workspace, string name, OperationKind kind, bool isPreview) : ICommand
{
    // What the exit code says when all else is well but changes were not expected, and when the user stopped it.
    public const int UnexpectedChanges = 7, Cancelled = 8;

    static readonly ImmutableArray<string> switches = ["--skip-preview", "--preview-only", "--refresh", "--expect-no-changes", "--json", "--adopt", "--show-secrets", "--show-reads", "--show-sames", "--continue-on-error", "--run-program", "--clear-pending-creates", "--target-dependents", "--exclude-dependents"];
    static readonly ImmutableArray<string> options = ["--client", "--parallel", "--message", "--policy-pack", "--event-log", "--target", "--exclude", "--replace", "--target-replace"];

    public string Name => name;

    public async Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(name, args, switches, options);
        if (kind != OperationKind.Update && arguments.Has("--run-program")) throw new EngineException("--run-program is not supported by the sandbox: refresh and destroy work from the state.", 2);
        var request = Request(arguments, invocation);
        var store = workspace.Store(invocation, arguments["--stack"]);
        if (!store.Files.Exist) throw new EngineException($"no stack named '{store.Files.Stack}' found", 6);
        using var hold = request.IsPreview ? null : StackLock.Take(store.Files, workspace.Options.Time);
        if (!request.IsPreview && !arguments.Has("--skip-preview"))
        {
            var preview = await RunAsync(request with { IsPreview = true }, arguments, invocation, ct);
            if (preview != 0) return preview;
        }
        return await RunAsync(request, arguments, invocation, ct);
    }

    OperationRequest Request(Arguments arguments, Invocation invocation) => new()
    {
        Kind = kind,
        IsPreview = isPreview || arguments.Has("--preview-only"),
        RefreshFirst = arguments.Has("--refresh"),
        ExpectNoChanges = arguments.Has("--expect-no-changes"),
        Adopt = arguments.Has("--adopt"),
        ContinueOnError = arguments.Has("--continue-on-error"),
        Selection = new Selection(
            [.. arguments.All("--target"), .. arguments.All("--target-replace")], arguments.All("--exclude"), [.. arguments.All("--replace"), .. arguments.All("--target-replace")],
            arguments.Has("--target-dependents") || arguments.Has("--exclude-dependents")),
        Parallel = Parallel(arguments["--parallel"] ?? invocation.Variable("PULUMI_PARALLEL")),
        Message = arguments["--message"] ?? "",
        Program = kind == OperationKind.Update ? ProgramChoice.Of(workspace.Project(invocation), arguments["--client"], invocation.Variables) : null,
        PolicyPacks = arguments.All("--policy-pack") is { Length: > 0 } packs ? packs : [.. (invocation.Variable("PULUMI_OPTION_POLICY_PACK") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("exec.kind", arguments["--exec-kind"] ?? "cli"),
    };

    async Task<int> RunAsync(OperationRequest request, Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var stack = workspace.Open(invocation, arguments["--stack"]);
        using var sink = EventSink.Open(arguments["--event-log"]);
        var json = arguments.Has("--json");
        var display = new Display(invocation, request, stack.Name);
        if (!json) display.Begin();
        var events = new EventLog(workspace.Options.Time, request.IsPreview, happened =>
        {
            sink?.Write(happened.Json);
            invocation.OnEventJson?.Invoke(happened.Json);
            if (json) invocation.Say(happened.Json);
            else display.Show(happened);
        });
        var outcome = await new Operation(request, stack, workspace.Host(invocation), events).RunAsync(ct);
        if (!json) display.End(outcome);
        if (outcome.Summary.Result == "canceled") return Cancelled;
        return outcome.Unexpected ? UnexpectedChanges : outcome.Summary.Result == "succeeded" ? 0 : 1;
    }

    static int Parallel(string? text) => text is null ? 4 * Environment.ProcessorCount
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number <= 0 ? int.MaxValue : number
        : throw new EngineException($"--parallel takes a number, not '{text}'", 2);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Catalog;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Drives stacks through the Automation API with an explicit command and an inline program.</summary>
public sealed class PulumiStacks(PulumiSettings settings) : IStacks
{
    /// <summary>Removes the temporary folders of processes that were killed at work.</summary>
    public static void SweepLeftovers(TimeProvider time) => TemporaryWorkspace.Sweep(time);

    public Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct) => RunAsync(request, async (stack, listener) =>
    {
        await stack.PreviewAsync(Listen(new PreviewOptions { Refresh = request.Refresh ? true : null }, request, listener), ct);
        return Nothing;
    }, ct);

    public Task<StackReport> UpAsync(StackRequest request, CancellationToken ct) => RunAsync(request, async (stack, listener) =>
        Text((await stack.UpAsync(Listen(new UpOptions { Refresh = request.Refresh ? true : null }, request, listener), ct)).Outputs), ct);

    public Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct) => RunAsync(request, async (stack, listener) =>
    {
        await stack.DestroyAsync(Listen(new DestroyOptions(), request with { UnderPolicies = false }, listener), ct);
        return Nothing;
    }, ct);

    public Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct) => AskAsync(stack, async workspace =>
    {
        try
        {
            using var selected = await WorkspaceStack.SelectAsync(stack, workspace, ct);
            return Text(await selected.GetOutputsAsync(ct));
        }
        catch (StackNotFoundException)
        {
            return Nothing;
        }
    }, ct);

    public Task<ImmutableArray<string>> NamesAsync(CancellationToken ct) => AskAsync<ImmutableArray<string>>("", async workspace =>
        // A backend with organizations names them too.
        [.. (await workspace.ListStacksAsync(ct)).Select(stack => stack.Name.Split('/')[^1])], ct);

    public Task RemoveAsync(string stack, CancellationToken ct) => AskAsync(stack, async workspace =>
    {
        await workspace.RemoveStackAsync(stack, ct);
        return true;
    }, ct);

    private async Task<T> AskAsync<T>(string stack, Func<LocalWorkspace, Task<T>> question, CancellationToken ct)
    {
        using var temporary = await TemporaryWorkspace.CreateAsync(settings, new(stack), ct);
        try
        {
            return await question(temporary.Workspace);
        }
        catch (Exception e) when (StackFailure.IsKnown(e))
        {
            throw new StackException(StackFailure.Report(new EventListener(_ => { }).Report(stack), e).Why, e);
        }
    }

    private static ImmutableSortedDictionary<string, string> Nothing => ImmutableSortedDictionary<string, string>.Empty;

    private async Task<StackReport> RunAsync(
        StackRequest request, Func<WorkspaceStack, EventListener, Task<ImmutableSortedDictionary<string, string>>> operation, CancellationToken ct)
    {
        var listener = new EventListener(request.OnEvent, request.KeepPlan ? new() : null);
        using var temporary = await TemporaryWorkspace.CreateAsync(settings, request, ct);
        try
        {
            foreach (var neighbour in Neighbours(request.Stack))
                await WorkspaceStack.CreateOrSelectAsync(neighbour, temporary.Workspace, ct);
            var stack = await WorkspaceStack.CreateOrSelectAsync(request.Stack, temporary.Workspace, ct);
            var outputs = await operation(stack, listener);
            return listener.Report(request.Stack) with { Outputs = outputs };
        }
        catch (Exception e) when (StackFailure.IsKnown(e) && !ct.IsCancellationRequested)
        {
            return StackFailure.Report(listener.Report(request.Stack), e);
        }
    }

    /// <summary>A service's stacks read each other's last outputs, and an engine refuses to read a stack that does not exist.</summary>
    private static IEnumerable<string> Neighbours(string stack)
    {
        var (stage, service) = StackId.Parse(stack) switch
        {
            StackId.Environment environment => (environment.Stage, environment.Service),
            StackId.Traffic traffic => (traffic.Stage, traffic.Service),
            _ => ("", ""),
        };
        return service.Length == 0 ? [] : ((string[])
        [
            StackNames.Environment(stage, service, Colour.Blue),
            StackNames.Environment(stage, service, Colour.Green),
            StackNames.Traffic(stage, service),
        ]).Except([stack]);
    }

    private T Listen<T>(T options, StackRequest request, EventListener listener) where T : UpdateOptions
    {
        options.OnEvent = listener.Hear;
        options.OnStandardOutput = request.OnLine;
        options.OnStandardError = request.OnLine;
        options.Color = "never";
        if (request.UnderPolicies && !settings.PolicyPacks.IsEmpty)
            options.PolicyPacks = [.. settings.PolicyPacks];
        return options;
    }

    private static ImmutableSortedDictionary<string, string> Text(IImmutableDictionary<string, OutputValue> outputs) =>
        outputs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.IsSecret ? "[secret]" : Text(pair.Value.Value));

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        // The Automation API reads any text that looks like a date as one.
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        bool or long or double => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        _ => JsonSerializer.Serialize(value),
    };
}

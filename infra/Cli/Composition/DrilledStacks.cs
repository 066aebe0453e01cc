using System.Collections.Immutable;
using Infra.Orchestrator.Provisioning;

namespace Infra.Cli.Composition;

/// <summary>Stacks with a drill's moment before and after every operation, and at each step of the engine inside it.</summary>
internal sealed class DrilledStacks(IStacks stacks, Drill drill) : IStacks
{
    public Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct) =>
        drill.AroundAsync($"preview of {request.Stack}", () => stacks.PreviewAsync(request, ct));

    public Task<StackReport> UpAsync(StackRequest request, CancellationToken ct) =>
        drill.AroundAsync($"up of {request.Stack}", () => stacks.UpAsync(Told(request), ct));

    public Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct) =>
        drill.AroundAsync($"destroy of {request.Stack}", () => stacks.DestroyAsync(Told(request), ct));

    public Task RemoveAsync(string stack, CancellationToken ct) => stacks.RemoveAsync(stack, ct);

    public Task<ImmutableArray<string>> NamesAsync(CancellationToken ct) => stacks.NamesAsync(ct);

    public Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct) => stacks.OutputsAsync(stack, ct);

    private StackRequest Told(StackRequest request) => request with
    {
        OnEvent = happened =>
        {
            request.OnEvent(happened);
            if (happened is StackEvent.Resource { Operation: not "same" } step)
                drill.At($"in {request.Stack}: {step.Operation} of {step.Urn.Split("::")[^1]} {step.Progress.ToString().ToLowerInvariant()}");
        },
    };
}

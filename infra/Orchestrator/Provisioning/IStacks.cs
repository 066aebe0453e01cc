namespace Infra.Orchestrator.Provisioning;

/// <summary>Pulumi stacks, by name. What an engineer can mend comes back as a report; only a bug is thrown.</summary>
public interface IStacks : IStackList
{
    /// <summary>What an update would do, judged by the policies; changes nothing.</summary>
    Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct);

    Task<StackReport> UpAsync(StackRequest request, CancellationToken ct);

    Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct);

    /// <summary>Forgets a stack that holds nothing any more.</summary>
    /// <exception cref="StackException">It holds something, or the backend can't be asked.</exception>
    Task RemoveAsync(string stack, CancellationToken ct);
}

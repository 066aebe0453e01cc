using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Packs for one operation, given back at its end.</summary>
internal sealed class PackLease(ImmutableArray<PolicyPack> packs, Func<ImmutableArray<PolicyPack>, ValueTask> giveBack) : IAsyncDisposable
{
    public static readonly PackLease None = new([], _ => ValueTask.CompletedTask);

    public ImmutableArray<PolicyPack> Packs => packs;

    public ValueTask DisposeAsync() => giveBack(packs);
}

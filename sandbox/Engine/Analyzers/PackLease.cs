using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>Packs for one operation, given back at its end.</summary>
public sealed class PackLease : IAsyncDisposable
{
    readonly Func<ImmutableArray<PolicyPack>, ValueTask> giveBack;

    internal PackLease(ImmutableArray<PolicyPack> packs, Func<ImmutableArray<PolicyPack>, ValueTask> giveBack) => (Packs, this.giveBack) = (packs, giveBack);

    internal static readonly PackLease None = new([], _ => ValueTask.CompletedTask);

    public ImmutableArray<PolicyPack> Packs { get; }

    public ValueTask DisposeAsync() => giveBack(Packs);
}

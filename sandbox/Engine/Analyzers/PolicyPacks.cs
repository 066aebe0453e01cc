using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>The packs that run, kept for as long as their owner lives: starting one is the slow part. A pack is told one stack at a time, so each operation has its own.</summary>
public sealed class PolicyPacks(PackPatience patience, TimeProvider time) : IAsyncDisposable
{
    readonly List<PolicyPack> idle = [];
    readonly ConcurrentDictionary<string, int> policies = new(StringComparer.Ordinal);
    readonly SemaphoreSlim gate = new(1);
    GrpcServer? lifeline;

    /// <summary>How many policies those have that were leased so far.</summary>
    public int PolicyCount => policies.Values.Sum();

    /// <summary>Packs of one's own, told what they are to judge, until they are given back.</summary>
    /// <param name="about">The stack that they are to judge; null where they are only to say what they are.</param>
    /// <exception cref="EngineException">A pack does not come up as it should, or can't take its configuration: nothing is known to be allowed.</exception>
    public async Task<PackLease> LeaseAsync(IEnumerable<PackReference> wanted, AnalyzerStackConfigureRequest? about, PackPlace place, CancellationToken ct)
    {
        var packs = ImmutableArray.CreateBuilder<PolicyPack>();
        try
        {
            foreach (var (path, settings) in wanted.Select(pack => (Path: Path.GetFullPath(pack.Path, place.Program), pack.Settings)).DistinctBy(pack => pack.Path))
            {
                var pack = await TakeAsync(path, ct) ?? await PolicyPack.StartAsync(path, lifeline!.Address, place, patience, time, ct);
                packs.Add(pack);
                policies[path] = pack.PolicyCount;
                if (about is not null) await pack.ConfigureAsync(about, settings, ct);
            }
            return new PackLease(packs.ToImmutable(), GiveBackAsync);
        }
        catch
        {
            await GiveBackAsync(packs.ToImmutable());
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pack in idle) await pack.DisposeAsync();
        if (lifeline is not null) await lifeline.DisposeAsync();
        gate.Dispose();
    }

    async Task<PolicyPack?> TakeAsync(string path, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            // Packs outlive single runs, and end by themselves when this address does.
            lifeline ??= await GrpcServer.StartAsync(Lifeline(), ct);
            var found = idle.Find(pack => pack.Path == path);
            if (found is not null) idle.Remove(found);
            if (found is not { IsReliable: false }) return found;
            await found.DisposeAsync();
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    async ValueTask GiveBackAsync(ImmutableArray<PolicyPack> packs)
    {
        foreach (var pack in packs.Where(pack => !pack.IsReliable)) await pack.DisposeAsync();
        await gate.WaitAsync(CancellationToken.None);
        idle.AddRange(packs.Where(pack => pack.IsReliable));
        gate.Release();
    }

    static GrpcServices Lifeline() => new GrpcServices().Unary<LogRequest, Empty>("pulumirpc.Engine", "Log", (_, _) => Task.FromResult(new Empty()));
}

using System.Collections.Immutable;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>The packs that run, kept for as long as their owner lives: starting one is the slow part.</summary>
internal sealed class PolicyPacks(EngineOptions options) : IAsyncDisposable
{
    readonly Dictionary<string, PolicyPack> running = new(StringComparer.Ordinal);
    readonly SemaphoreSlim gate = new(1);
    GrpcServer? lifeline;

    public int PolicyCount => running.Values.Sum(pack => pack.PolicyCount);

    public async Task<ImmutableArray<PolicyPack>> GetAsync(IEnumerable<string> paths, string workingDirectory, IReadOnlyDictionary<string, string?> environment, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            // Packs outlive single runs, and end by themselves when this address does.
            lifeline ??= await GrpcServer.StartAsync(Lifeline(), ct);
            var packs = ImmutableArray.CreateBuilder<PolicyPack>();
            foreach (var path in paths.Select(path => Path.GetFullPath(path, workingDirectory)).Distinct())
            {
                if (running.TryGetValue(path, out var pack) && !pack.IsRunning)
                {
                    running.Remove(path);
                    await pack.DisposeAsync();
                    pack = null;
                }
                pack ??= running[path] = await PolicyPack.StartAsync(path, lifeline.Address, workingDirectory, environment, options, ct);
                packs.Add(pack);
            }
            return packs.ToImmutable();
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pack in running.Values) await pack.DisposeAsync();
        if (lifeline is not null) await lifeline.DisposeAsync();
        gate.Dispose();
    }

    static GrpcServices Lifeline() => new GrpcServices().Unary<LogRequest, Empty>("pulumirpc.Engine", "Log", (_, _) => Task.FromResult(new Empty()));
}

using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World;

/// <summary>Speaks to the world of a folder over its Unix socket. Every <c>Put</c> is idempotent and durable when it returns.</summary>
/// <exception cref="WorldException">Refused, with a sentence that names what and why; or the world does not run.</exception>
public sealed class WorldClient : IDisposable
{
    public WorldClient(string folder) => Folder = folder;

    public string Folder { get; }

    public Task<WorldStatus> StatusAsync(CancellationToken ct) => throw new NotImplementedException();

    public Task PutAsync(TargetGroup group, CancellationToken ct) => throw new NotImplementedException();
    public Task PutAsync(Listener listener, CancellationToken ct) => throw new NotImplementedException();
    public Task PutAsync(Rule rule, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Returns once the spec is stored; processes follow. New replicas start before old ones drain.</summary>
    public Task PutAsync(Workload workload, CancellationToken ct) => throw new NotImplementedException();

    public Task<TargetGroup?> FindTargetGroupAsync(string id, CancellationToken ct) => throw new NotImplementedException();
    public Task<Listener?> FindListenerAsync(string id, CancellationToken ct) => throw new NotImplementedException();
    public Task<Rule?> FindRuleAsync(string id, CancellationToken ct) => throw new NotImplementedException();
    public Task<WorkloadStatus?> FindWorkloadAsync(string id, CancellationToken ct) => throw new NotImplementedException();

    public Task DeleteTargetGroupAsync(string id, CancellationToken ct) => throw new NotImplementedException();
    public Task DeleteListenerAsync(string id, CancellationToken ct) => throw new NotImplementedException();
    public Task DeleteRuleAsync(string id, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Returns when every process of the workload has drained and ended.</summary>
    public Task DeleteWorkloadAsync(string id, CancellationToken ct) => throw new NotImplementedException();

    public Task<ImmutableArray<Target>> HealthAsync(string targetGroupId, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The router's counters in Prometheus text format 0.0.4.</summary>
    public Task<string> MetricsAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Stores a folder as an image and returns its digest: SHA-256 of a canonical manifest of its files.</summary>
    public Task<ImageStatus> AddImageAsync(string repository, string folder, string? tag, CancellationToken ct) => throw new NotImplementedException();

    /// <param name="reference"><c>repository@sha256:…</c> or <c>repository:tag</c>.</param>
    public Task<ImageStatus?> FindImageAsync(string reference, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Drains and ends every process, then the world itself; its objects stay stored for the next start.</summary>
    public Task ShutDownAsync(CancellationToken ct) => throw new NotImplementedException();

    public void Dispose() { }
}

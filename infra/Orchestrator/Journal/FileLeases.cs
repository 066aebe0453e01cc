using System.Diagnostics;
using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A lease is a file beside the journal; a second file, locked while one looks and writes, keeps two takers apart.</summary>
internal sealed class FileLeases(string folder, TimeProvider time) : ILeases
{
    public async Task<LeaseAnswer> TakeAsync(ServiceKey key, Holder holder, TimeSpan length, CancellationToken ct)
    {
        using var guard = await Files(key).GuardAsync(ct);
        // Half written by somebody who was killed: whoever writes a lease holds the guard.
        foreach (var left in Directory.EnumerateFiles(Path.Combine(folder, key.Stage), $"{key.Service}.lease.*.next"))
            File.Delete(left);
        var now = time.GetUtcNow();
        var last = await Files(key).ReadLeaseAsync(ct);
        if (last is not null && last.Until > now && !IsGone(last.Holder) && last.Holder != holder)
            return new LeaseAnswer.Held(last);

        var lease = new Lease(key, holder, now, now + length, (last?.Token ?? 0) + 1);
        await WriteAsync(lease, ct);
        return new LeaseAnswer.Taken(lease);
    }

    public async Task<Lease?> RenewAsync(Lease lease, TimeSpan length, CancellationToken ct)
    {
        using var guard = await Files(lease.Key).GuardAsync(ct);
        if ((await Files(lease.Key).ReadLeaseAsync(ct))?.Token != lease.Token)
            return null;
        var renewed = lease with { Until = time.GetUtcNow() + length };
        await WriteAsync(renewed, ct);
        return renewed;
    }

    public async Task ReleaseAsync(Lease lease, CancellationToken ct)
    {
        using var guard = await Files(lease.Key).GuardAsync(ct);
        // The file stays, so that the next token is higher.
        if ((await Files(lease.Key).ReadLeaseAsync(ct))?.Token == lease.Token)
            await WriteAsync(lease with { Until = time.GetUtcNow() }, ct);
    }

    public async Task<Lease?> FindAsync(ServiceKey key, CancellationToken ct) =>
        await Files(key).ReadLeaseAsync(ct) is { } lease && lease.Until > time.GetUtcNow() && !IsGone(lease.Holder) ? lease : null;

    public Task<Lease?> LastAsync(ServiceKey key, CancellationToken ct) => Files(key).ReadLeaseAsync(ct);

    private static bool IsGone(Holder holder)
    {
        if (holder.Host != Environment.MachineName)
            return false;
        try
        {
            using var process = Process.GetProcessById(holder.ProcessId);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private Task WriteAsync(Lease lease, CancellationToken ct) =>
        PrivateFiles.ReplaceAsync(Files(lease.Key).Lease, JsonSerializer.Serialize(lease, LetterContext.Default.Lease), ct);

    private ServiceFiles Files(ServiceKey key) => new(folder, key);
}

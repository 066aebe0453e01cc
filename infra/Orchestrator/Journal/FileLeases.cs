using System.Diagnostics;
using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A lease is a file beside the journal; a second file, locked while one looks and writes, keeps two takers apart.</summary>
internal sealed class FileLeases(string folder, TimeProvider time) : ILeases
{
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(20);

    public async Task<LeaseAnswer> TakeAsync(ServiceKey key, Holder holder, TimeSpan length, CancellationToken ct)
    {
        using var guard = await GuardAsync(key, ct);
        // Half written by somebody who was killed: whoever writes a lease holds the guard.
        foreach (var left in Directory.EnumerateFiles(Path.Combine(folder, key.Stage), $"{key.Service}.lease.*.next"))
            File.Delete(left);
        var now = time.GetUtcNow();
        var last = await ReadAsync(key, ct);
        if (last is not null && last.Until > now && !IsGone(last.Holder) && last.Holder != holder)
            return new LeaseAnswer.Held(last);

        var lease = new Lease(key, holder, now, now + length, (last?.Token ?? 0) + 1);
        await WriteAsync(lease, ct);
        return new LeaseAnswer.Taken(lease);
    }

    public async Task<Lease?> RenewAsync(Lease lease, TimeSpan length, CancellationToken ct)
    {
        using var guard = await GuardAsync(lease.Key, ct);
        if ((await ReadAsync(lease.Key, ct))?.Token != lease.Token)
            return null;
        var renewed = lease with { Until = time.GetUtcNow() + length };
        await WriteAsync(renewed, ct);
        return renewed;
    }

    public async Task ReleaseAsync(Lease lease, CancellationToken ct)
    {
        using var guard = await GuardAsync(lease.Key, ct);
        // The file stays, so that the next token is higher.
        if ((await ReadAsync(lease.Key, ct))?.Token == lease.Token)
            await WriteAsync(lease with { Until = time.GetUtcNow() }, ct);
    }

    public async Task<Lease?> FindAsync(ServiceKey key, CancellationToken ct) =>
        await ReadAsync(key, ct) is { } lease && lease.Until > time.GetUtcNow() && !IsGone(lease.Holder) ? lease : null;

    public Task<Lease?> LastAsync(ServiceKey key, CancellationToken ct) => ReadAsync(key, ct);

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

    private async Task<FileStream> GuardAsync(ServiceKey key, CancellationToken ct)
    {
        PrivateFiles.CreateFolder(Path.Combine(folder, key.Stage));
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new(Place(key, ".lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            }
            catch (IOException) when (tries < 500)
            {
                await Task.Delay(_retry, TimeProvider.System, ct);
            }
        }
    }

    private async Task<Lease?> ReadAsync(ServiceKey key, CancellationToken ct) =>
        File.Exists(Place(key, ".lease")) ? JsonSerializer.Deserialize<Lease>(await File.ReadAllTextAsync(Place(key, ".lease"), ct), JsonSerializerOptions.Web) : null;

    private Task WriteAsync(Lease lease, CancellationToken ct) =>
        PrivateFiles.ReplaceAsync(Place(lease.Key, ".lease"), JsonSerializer.Serialize(lease, JsonSerializerOptions.Web), ct);

    private string Place(ServiceKey key, string extension) => Path.Combine(folder, key.Stage, key.Service + extension);
}

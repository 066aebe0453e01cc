using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Faults;

/// <summary>The faults of a world, in its folder, with how often each was met: whoever has an effect asks here whether it is struck.</summary>
/// <remarks>Several processes share it, and it outlives all of them. Setting faults begins the counts anew.</remarks>
public sealed class FaultBook(string folder)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly WorldFolder files = new(folder);
    readonly Lock gate = new();
    (DateTime Written, long Length) known;
    ImmutableArray<Fault> faults = [];

    /// <summary>In the order in which they were given; none when nothing is set.</summary>
    /// <exception cref="WorldException">The file can't be read.</exception>
    public ImmutableArray<Fault> Read()
    {
        var file = new FileInfo(files.Faults);
        lock (gate)
        {
            if (!file.Exists) return faults = [];
            if (known == (file.LastWriteTimeUtc, file.Length)) return faults;
            try
            {
                faults = JsonSerializer.Deserialize<ImmutableArray<Fault>>(File.ReadAllBytes(files.Faults), WorldContext.Default.Options);
            }
            catch (FileNotFoundException)
            {
                return faults = [];
            }
            catch (JsonException e)
            {
                throw new WorldException($"{files.Faults} holds no faults: {e.Message} Set them anew with `infra sandbox faults FILE`, or lift them with `infra sandbox faults --clear`.", e);
            }
            known = (file.LastWriteTimeUtc, file.Length);
            return faults;
        }
    }

    /// <summary>Replaces all faults; in effect for every event that begins after it returns, in every process.</summary>
    public async Task WriteAsync(ImmutableArray<Fault> next, CancellationToken ct)
    {
        files.Create();
        using var turn = await TakeTurnAsync(ct);
        turn.SetLength(0);
        if (next.IsEmpty)
        {
            File.Delete(files.Faults);
            return;
        }
        var aside = files.Faults + ".new";
        await File.WriteAllBytesAsync(aside, JsonSerializer.SerializeToUtf8Bytes(next, WorldContext.Default.Options), ct);
        File.Move(aside, files.Faults, overwrite: true);
    }

    /// <summary>How often each fault was met so far, struck or not.</summary>
    public async Task<ImmutableArray<int>> CountsAsync(CancellationToken ct)
    {
        var all = Read();
        if (all.IsEmpty) return [];
        using var turn = await TakeTurnAsync(ct);
        return Counts(turn, all.Length);
    }

    /// <summary>Counts an event for every counted fault that it meets, durably, and answers the first one that strikes; null when none does.</summary>
    internal async Task<T?> StrikeAsync<T>(Func<T, bool> meets, CancellationToken ct) where T : Fault
    {
        var all = Read();
        if (!all.OfType<T>().Any(meets)) return null;
        using var turn = await TakeTurnAsync(ct);
        var counts = Counts(turn, all.Length);
        T? struck = null;
        foreach (var (index, fault) in all.Index())
        {
            if (fault is not T met || !meets(met)) continue;
            counts = counts.SetItem(index, counts[index] + 1);
            if (met.Strikes is null || met.Strikes == counts[index]) struck ??= met;
        }
        turn.SetLength(0);
        await JsonSerializer.SerializeAsync(turn, counts, WorldContext.Default.Options, ct);
        turn.Flush(flushToDisk: true);
        return struck;
    }

    /// <summary>The first fault that meets an event which isn't counted.</summary>
    internal T? Find<T>(Func<T, bool> meets) where T : Fault => Read().OfType<T>().FirstOrDefault(meets);

    static ImmutableArray<int> Counts(FileStream turn, int faults)
    {
        turn.Position = 0;
        var counts = turn.Length == 0 ? [] : JsonSerializer.Deserialize<ImmutableArray<int>>(turn, WorldContext.Default.Options);
        turn.Position = 0;
        return counts.Length == faults ? counts : [.. Enumerable.Repeat(0, faults)];
    }

    /// <summary>One process counts at a time: the file is open for one of them only.</summary>
    async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(files.FaultCounts, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
            }
        }
    }
}

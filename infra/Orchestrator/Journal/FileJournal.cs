using System.Collections.Immutable;
using System.Text;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>One JSON line per fact, synced to disk before anything happens because of it; readable by its owner only.</summary>
internal sealed class FileJournal(ServiceFiles files) : IJournal
{
    private readonly string _path = files.Journal;
    private ImmutableArray<Entry> _entries = [];
    private long _length = -1;

    public string Place => _path;

    public async Task<ImmutableArray<Entry>> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(_path))
            return _entries = [];
        // Appended by us and by nobody else since: nothing to read again.
        if (new FileInfo(_path).Length == _length)
            return _entries;

        var text = await File.ReadAllTextAsync(_path, Encoding.UTF8, ct);
        var whole = text.LastIndexOf('\n') + 1; // what follows the last line end was torn while it was written
        _entries = Chain.Read(text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries), _path);
        _length = Encoding.UTF8.GetByteCount(text.AsSpan(0, whole));
        return _entries;
    }

    public async Task<Entry> AppendAsync(Fact fact, long token, CancellationToken ct)
    {
        using var guard = await files.GuardAsync(ct);
        var before = await ReadAsync(ct);
        var newest = Math.Max(before.IsEmpty ? 0 : before[^1].Token, (await files.ReadLeaseAsync(ct))?.Token ?? 0);
        if (newest > token)
            throw new JournalException($"{_path}: a newer conductor (token {newest}, ours is {token}) has taken over this service. Ours stops without touching anything; see `infra status`.");

        var (entry, line) = Chain.Link(before, fact, token);
        await PrivateFiles.WrittenAsync(async () =>
        {
            await using var file = PrivateFiles.Open(_path);
            var end = before.IsEmpty ? 0 : _length;
            file.SetLength(end);
            file.Position = end;
            await file.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), ct);
            file.Flush(flushToDisk: true);
            _length = file.Length;
        });
        _entries = before.Add(entry);
        return entry;
    }
}

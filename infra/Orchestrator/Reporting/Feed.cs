using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Infra.Orchestrator.Reporting;

/// <summary>Holds the newest value and tells every reader of each change: a late reader misses nothing that matters, a slow one slows nobody.</summary>
public sealed class Feed<T>(T first)
{
    private readonly Lock _lock = new();
    private readonly List<Channel<T>> _readers = [];
    private T _current = first;
    private bool _complete;

    public T Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    public void Publish(Func<T, T> change)
    {
        lock (_lock)
        {
            _current = change(_current);
            foreach (var reader in _readers)
                reader.Writer.TryWrite(_current);
        }
    }

    /// <summary>No change will follow; readers end after the last one.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
        }
    }

    /// <summary>The current value, then every later one.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<T>(new() { SingleReader = true });
        lock (_lock)
        {
            channel.Writer.TryWrite(_current);
            if (_complete)
                channel.Writer.TryComplete();
            _readers.Add(channel);
        }

        try
        {
            await foreach (var value in channel.Reader.ReadAllAsync(ct))
                yield return value;
        }
        finally
        {
            lock (_lock)
                _readers.Remove(channel);
        }
    }
}

using System.Threading.Channels;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Events;

/// <summary>Where <c>--event-log</c> sends events: a file with one JSON object a line, or an event server.</summary>
internal sealed class EventSink : IAsyncDisposable
{
    const string Tcp = "tcp://";

    // Events are told while locks are held: a server that is slow must not hold an operation up.
    readonly Channel<string> waiting = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    readonly Task sending;

    EventSink(Func<ChannelReader<string>, Task> send) => sending = send(waiting.Reader);

    public static EventSink? Open(string? target, string workingDirectory)
    {
        if (target is null) return null;
        if (!target.StartsWith(Tcp, StringComparison.Ordinal))
        {
            if (target.Contains("://", StringComparison.Ordinal)) throw new EngineException($"--event-log takes a file or {Tcp}HOST:PORT, not '{target}'", 2);
            var file = new StreamWriter(Path.GetFullPath(target, workingDirectory), append: true) { AutoFlush = true };
            return new EventSink(events => WriteAsync(events, file));
        }
        return new EventSink(events => SendAsync(events, target[Tcp.Length..]));
    }

    public void Write(string json) => waiting.Writer.TryWrite(json);

    /// <summary>Returns when all is written.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await sending;
    }

    static async Task WriteAsync(ChannelReader<string> events, StreamWriter file)
    {
        await using var closing = file;
        await foreach (var json in events.ReadAllAsync()) await file.WriteLineAsync(json);
    }

    static async Task SendAsync(ChannelReader<string> events, string address)
    {
        using var channel = new GrpcChannel(address);
        try
        {
            await channel.StreamAsync<EventRequest, Empty>("pulumirpc.Events", "StreamEvents", events.ReadAllAsync().Select(json => new EventRequest { Event = json }), CancellationToken.None);
        }
        catch (RpcException e)
        {
            throw new EngineException($"The events did not reach {address}: {e.Message}");
        }
    }
}

namespace Infra.Sandbox.Engine.Events;

/// <summary>The file of <c>--event-log</c>: one JSON object a line.</summary>
internal sealed class EventSink : IDisposable
{
    readonly StreamWriter file;

    EventSink(StreamWriter file) => this.file = file;

    public static EventSink? Open(string? target)
    {
        if (target is null) return null;
        if (target.Contains("://", StringComparison.Ordinal))
            throw new EngineException($"--event-log {target} is not supported by the sandbox: events go to a file or to the caller's own callback.", 2);
        return new EventSink(new StreamWriter(target, append: true) { AutoFlush = true });
    }

    public void Write(string json)
    {
        lock (file) file.WriteLine(json);
    }

    public void Dispose() => file.Dispose();
}

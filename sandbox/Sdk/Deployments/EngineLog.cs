using Pulumirpc;

namespace Pulumi;

/// <summary>Sends messages to the engine one after the other, in the order in which they were written.</summary>
internal sealed class EngineLog(IEngine engine)
{
    readonly Lock gate = new();
    Task last = Task.CompletedTask;

    public bool HasErrors { get; private set; }

    public Task WriteAsync(LogSeverity severity, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        lock (gate)
        {
            HasErrors |= severity == LogSeverity.Error;
            return last = SendAsync(last);
        }

        async Task SendAsync(Task before)
        {
            await before;
            try
            {
                var urn = resource is null ? "" : await resource.Urn.GetValueAsync(whenUnknown: "");
                await engine.LogAsync(new LogRequest { Severity = severity, Message = message, Urn = urn ?? "", StreamId = streamId ?? 0, Ephemeral = ephemeral ?? false });
            }
            catch (Exception e)
            {
                throw new LogException(e);
            }
        }
    }
}

using Infra.Sandbox.World.Routing;

namespace Infra.Sandbox.World.Faults;

/// <summary>What strikes operations of the engine; it asks once for each, just before it acts.</summary>
public sealed class ResourceFaults(FaultBook book)
{
    public Task<Fault.OnResource?> StrikeAsync(ResourceOperation operation, string type, string urn, CancellationToken ct) =>
        book.StrikeAsync<Fault.OnResource>(fault => fault.Operation == operation && (Matches(fault.Target, type) || Matches(fault.Target, urn)), ct);

    /// <summary>As a power cut would: nothing more is written, nobody is told.</summary>
    public void EndThisProcess() => Posix.Signal(Environment.ProcessId, Posix.Kill);

    static bool Matches(string pattern, string text) => Wildcard.Matches(pattern, text, ignoreCase: false);
}

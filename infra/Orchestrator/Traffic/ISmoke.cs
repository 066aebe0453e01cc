using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Asks a side before it has users: through the test listener, or where there is none by the side's own name.</summary>
public interface ISmoke
{
    /// <returns>Null when every answer was 2xx, else what was answered instead, in a sentence.</returns>
    Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct);
}

using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>The registry of artefacts that a stage's platform pulls from.</summary>
public interface IArtefacts
{
    /// <returns>Null when the artefact is there; else what is missing and how to add it, in a sentence.</returns>
    Task<string?> MissingAsync(Release release, CancellationToken ct);
}

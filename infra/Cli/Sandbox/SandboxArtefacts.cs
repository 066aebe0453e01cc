using Infra.Catalog;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World;

namespace Infra.Cli.Sandbox;

/// <summary>The images of the world.</summary>
internal sealed class SandboxArtefacts(WorldClient world) : IArtefacts
{
    public async Task<string?> MissingAsync(Release release, CancellationToken ct) =>
        await world.FindImageAsync(release.Reference, ct) is not null
            ? null
            : $"The sandbox has no image {release.Reference}; `infra sandbox image add {release.Artefact} FOLDER` adds one and prints its digest.";
}

using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Doctor;

/// <summary>Every check there is, in the order of their telling. Nothing is started, changed or left behind.</summary>
internal static class Examination
{
    internal static async Task<IReadOnlyList<Finding>> RunAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, bool allowSandboxSdk, TimeProvider time, CancellationToken ct) =>
    [
        await SdkCheck.RunAsync(ct),
        await EngineCheck.RunAsync(stage, allowSandboxSdk, ct),
        PolicyCheck.Pack(),
        PolicyCheck.Wired(folder),
        .. await PortCheck.RunAsync(folder, stage, ct),
        BackendCheck.Run(folder, stage),
        JournalCheck.Run(folder, stage),
        .. await LeaseCheck.RunAsync(folder, catalog, stage, time, ct),
        await ClockCheck.RunAsync(folder, catalog, stage, time, ct),
        PipelineCheck.Run(folder, stage),
    ];
}

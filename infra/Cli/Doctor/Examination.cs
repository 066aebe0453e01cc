using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Journal;

namespace Infra.Cli.Doctor;

/// <summary>Every check there is, in the order of their telling. Nothing is started, changed or left behind.</summary>
internal static class Examination
{
    internal static async Task<IReadOnlyList<Finding>> RunAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, bool allowSandboxSdk, TimeProvider time, CancellationToken ct)
    {
        var journals = new FileJournals(folder.Journal(stage), time);
        var read = await ReadJournal.AllAsync(journals, catalog, stage, ct);
        return
        [
            await SdkCheck.RunAsync(ct),
            await EngineCheck.RunAsync(stage, allowSandboxSdk, ct),
            PolicyCheck.Pack(),
            .. PolicyCheck.OfProject(folder, catalog),
            PolicyCheck.Wired(folder),
            .. await PortCheck.RunAsync(folder, stage, ct),
            BackendCheck.Run(folder, stage),
            JournalCheck.Run(folder, stage),
            .. await Task.WhenAll(read.Select(journal => LeaseCheck.RunAsync(journal, journals.Leases, time.GetUtcNow(), ct))),
            ClockCheck.Run(read, time.GetUtcNow()),
            PipelineCheck.Run(folder, stage),
        ];
    }
}

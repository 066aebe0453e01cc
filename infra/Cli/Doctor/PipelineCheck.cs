using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Doctor;

/// <summary>What a pipeline needs: no terminal, and a journal that outlives its runner.</summary>
internal static class PipelineCheck
{
    private const string Check = "pipeline";

    internal static Finding Run(ProjectFolder folder, Stage stage)
    {
        const string manners = "No verb needs a terminal (destroy takes --yes), --json answers with one object, and exit codes stand in `infra --help`.";
        return Folders.IsInside(folder.Journal(stage), folder.Root)
            ? Finding.Advice(
                Check,
                $"{manners} The journal lies inside the checkout: a runner that is thrown away takes it along, and the next one is refused.",
                $"Give stage {stage.Name} a `journal:` outside the checkout, on storage that all runners share.")
            : Finding.Ok(Check, $"{manners} The journal lies outside the checkout.");
    }
}

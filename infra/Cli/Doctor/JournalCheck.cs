using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Doctor;

/// <summary>Whether the journal can be written.</summary>
internal static class JournalCheck
{
    internal static Finding Run(ProjectFolder folder, Stage stage)
    {
        var journal = folder.Journal(stage);
        return Folders.WhyNotWritable(journal) is { } why
            ? Finding.Problem("journal", $"The journal can't be written to {journal}: {why} No rollout begins without it.", "Make the folder writable for who runs infra, or give the stage another `journal:`.")
            : Finding.Ok("journal", $"The journal in {journal} can be written.");
    }
}

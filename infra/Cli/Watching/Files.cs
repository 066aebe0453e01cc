using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Journal;

namespace Infra.Cli.Watching;

/// <summary>The files from which a stage is read.</summary>
internal sealed class Files(ProjectFolder folder, Stage stage, SavedStacks? saved)
{
    /// <summary>Their lengths and dates in one text.</summary>
    internal string Stamp(ImmutableArray<string> services, bool withWorld)
    {
        var stamp = new StringBuilder();
        foreach (var service in services)
        {
            Add(stamp, FileJournals.PathOf(folder.Journal(stage), new(stage.Name, service)));
            if (saved is null)
                continue;
            foreach (var stack in Commands.StackChoice.Of(stage, service))
            {
                foreach (var file in saved.Files(stack))
                    Add(stamp, file);
            }
        }

        if (withWorld)
            Add(stamp, Path.Combine(folder.World, "world.json"));
        return stamp.ToString();
    }

    private static void Add(StringBuilder stamp, string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
            stamp.Append(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}");
        stamp.Append(';');
    }
}

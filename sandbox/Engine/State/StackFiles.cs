using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.State;

/// <summary>Where the file backend keeps what belongs to one stack.</summary>
internal sealed record StackFiles(string Root, string Project, string Stack)
{
    public const string Organization = "organization";

    public string FullName => $"{Organization}/{Project}/{Stack}";
    public string Checkpoint => Path.Combine(Root, "stacks", Project, Stack + ".json");

    /// <summary>Steps since the checkpoint was written; folded into it at the end, at load and at export.</summary>
    public string Steps => Checkpoint + ".steps";

    /// <summary>The checkpoint before the last one.</summary>
    public string Backup => Checkpoint + ".bak";

    /// <summary>What the checkpoint's SHA-256 is, and was before: so that a change by others is noticed.</summary>
    public string Sum => Checkpoint + ".sum";

    public string Tags => Path.Combine(Root, "stacks", Project, Stack + ".pulumi-tags");
    public string Locks => Path.Combine(Root, "locks", Organization, Project, Stack);
    public string History => Path.Combine(Root, "history", Project, Stack);
    public string Backups => Path.Combine(Root, "backups", Project, Stack);

    /// <summary>Ends the name of a file that is still being written.</summary>
    public const string Draft = ".new";

    public bool Exist => File.Exists(Checkpoint);

    /// <summary>Either the old or the new content is there, whatever happens in between.</summary>
    /// <exception cref="UnheardException">The system refuses.</exception>
    public static void WriteDurably(string file, ReadOnlySpan<byte> content)
    {
        var draft = file + Draft;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using (var stream = PrivateFile.Open(draft, FileMode.Create))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, file, overwrite: true);
            // Whoever drops the log next must not see that outlive this new name in a power cut.
            Posix.SyncFolder(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (PrivateFile.IsRefused(e))
        {
            if (File.Exists(draft)) File.Delete(draft);
            throw PrivateFile.Refusal(file, e);
        }
    }
}

using System.Text;
using System.Text.Json;

namespace Infra.Sandbox.Engine.State;

/// <summary>The files of a saved state as they were at one moment, also while an update writes them.</summary>
internal sealed record SavedFiles(StackFiles Files, byte[] Checkpoint, byte[] Steps, string Sum)
{
    /// <exception cref="EngineException">There is no such stack.</exception>
    public static SavedFiles Read(StackFiles files)
    {
        // An update that ends puts its checkpoint in the old one's place, then drops the log: what was read before and after that doesn't fit together.
        while (true)
        {
            var checkpoint = Find(files.Checkpoint) ?? throw new EngineException($"no stack named '{files.Stack}' found", 6);
            var saved = new SavedFiles(files, checkpoint, Find(files.Steps) ?? [], Encoding.ASCII.GetString(Find(files.Sum) ?? []));
            if (Find(files.Checkpoint) is { } still && still.AsSpan().SequenceEqual(checkpoint)) return saved;
        }
    }

    public string Hash { get; } = StackStore.Hash(Checkpoint);

    /// <summary>False when the checkpoint is neither of the two that its sums were written for. Other engines write no sums.</summary>
    public bool IsAsSummed => Sum.Length == 0 || Sum.Contains(Hash, StringComparison.Ordinal);

    /// <exception cref="DamagedStateException">The log is not as it was written.</exception>
    public IReadOnlyList<JsonDocument> ReadSteps() => StepLogReader.Steps(Steps, Files.Steps, Hash);

    static byte[]? Find(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

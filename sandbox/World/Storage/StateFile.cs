using System.Text.Json;

namespace Infra.Sandbox.World.Storage;

/// <summary>Keeps <see cref="Desired"/> in world.json: written aside, synced, and moved over the old one.</summary>
internal sealed class StateFile(WorldFolder folder)
{
    static readonly JsonSerializerOptions Indented = new(WorldContext.Default.Options) { WriteIndented = true };

    public Desired Load()
    {
        if (!File.Exists(folder.State)) return new Desired();
        try
        {
            return JsonSerializer.Deserialize<Desired>(File.ReadAllBytes(folder.State), Indented) ?? new Desired();
        }
        catch (JsonException e)
        {
            throw new WorldException($"{folder.State} is not a state of the world: {e.Message} Mend it, or move it away to begin with an empty world.", e);
        }
    }

    public void Save(Desired desired)
    {
        var aside = folder.State + ".new";
        using (var file = new FileStream(aside, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(file, desired, Indented);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, folder.State, overwrite: true);
        // The new name is safe only once the folder itself is on disk.
        Posix.SyncFolder(folder.Root);
    }
}

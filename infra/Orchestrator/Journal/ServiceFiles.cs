using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>Where the journal, the lease and the letter box of a service are, and the lock under which the first two are written.</summary>
internal sealed class ServiceFiles(string folder, ServiceKey key)
{
    private const int MostTries = 500;
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(20);
    private static readonly int[] _heldByAnother = [11, 35]; // EAGAIN on Linux and on macOS

    public string Journal => Place(".jsonl");

    public string Lease => Place(".lease");

    public string Wish => Place(".wish");

    /// <summary>Keeps every other writer out, of whatever process, until it is disposed of.</summary>
    /// <exception cref="JournalException">The folder can't be written.</exception>
    public async Task<FileStream> GuardAsync(CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return PrivateFiles.Written(() =>
                {
                    PrivateFiles.CreateFolder(Path.Combine(folder, key.Stage));
                    return PrivateFiles.Open(Place(".lock"), FileShare.None);
                });
            }
            catch (JournalException e) when (e.InnerException is IOException held && _heldByAnother.Contains(held.HResult) && tries < MostTries)
            {
                await Task.Delay(_retry, TimeProvider.System, ct);
            }
        }
    }

    /// <summary>The newest lease, however it ended; null when there was none.</summary>
    /// <exception cref="JournalException">It is no lease.</exception>
    public async Task<Lease?> ReadLeaseAsync(CancellationToken ct)
    {
        if (!File.Exists(Lease))
            return null;
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllTextAsync(Lease, ct), LetterContext.Default.Lease);
        }
        catch (JsonException e)
        {
            throw new JournalException($"{Lease} is no lease: {e.Message} Nothing was moved. When nobody moves {key}, remove the file.", e);
        }
    }

    private string Place(string extension) => Path.Combine(folder, key.Stage, key.Service + extension);
}

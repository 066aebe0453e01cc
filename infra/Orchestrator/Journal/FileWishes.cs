using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A letter box is a file beside the journal.</summary>
internal sealed class FileWishes(string folder) : IWishes
{
    public Task PutAsync(ServiceKey key, WishLetter letter, CancellationToken ct) =>
        PrivateFiles.ReplaceAsync(Place(key), JsonSerializer.Serialize(letter, LetterContext.Default.WishLetter), ct);

    public async Task<WishLetter?> FindAsync(ServiceKey key, CancellationToken ct) =>
        File.Exists(Place(key)) ? JsonSerializer.Deserialize(await File.ReadAllTextAsync(Place(key), ct), LetterContext.Default.WishLetter) : null;

    public Task ClearAsync(ServiceKey key, CancellationToken ct)
    {
        PrivateFiles.Written(() =>
        {
            File.Delete(Place(key));
            return true;
        });
        return Task.CompletedTask;
    }

    private string Place(ServiceKey key) => new ServiceFiles(folder, key).Wish;
}

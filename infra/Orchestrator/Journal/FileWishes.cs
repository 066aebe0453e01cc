using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A letter box is a file beside the journal. The newest wish wins.</summary>
internal sealed class FileWishes(string folder) : IWishes
{
    public Task PutAsync(ServiceKey key, Wish wish, string by, CancellationToken ct) =>
        PrivateFiles.ReplaceAsync(Place(key), JsonSerializer.Serialize(new Letter(wish.ToString(), by)), ct);

    public async Task<Fact.Requested?> TakeAsync(ServiceKey key, RolloutId rollout, DateTimeOffset now, CancellationToken ct)
    {
        if (!File.Exists(Place(key)))
            return null;
        var letter = JsonSerializer.Deserialize<Letter>(await File.ReadAllTextAsync(Place(key), ct));
        File.Delete(Place(key));
        return letter is not null && Enum.TryParse<Wish>(letter.Wish, out var wish)
            ? new Fact.Requested(wish, letter.By) { Rollout = rollout, At = now }
            : null;
    }

    private string Place(ServiceKey key) => Path.Combine(folder, key.Stage, key.Service + ".wish");

    private sealed record Letter(string Wish, string By);
}

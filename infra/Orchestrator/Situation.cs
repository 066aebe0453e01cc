using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator;

/// <summary>A service as stacks and journal have it, before anything is decided.</summary>
internal sealed record Situation(Present Present, ImmutableArray<Entry> Entries, string Place)
{
    public RecordedRollout? Newest => RecordedRollout.Find(Entries);

    /// <summary>The newest rollout when it has no end yet.</summary>
    public RecordedRollout? Open => Newest is { HasEnded: false } open ? open : null;

    public RolloutId NextId(ServiceKey key) => RolloutId.Of(key.Service, Entries.Count(entry => entry.Fact is Fact.Planned) + 1);

    /// <summary>Why this journal is not the one by which the traffic stack was last set; null when it is.</summary>
    public string? Unexplained(ServiceKey key)
    {
        var head = Present.Split.JournalHead;
        return head.Length == 0 || Entries.Any(entry => entry.Hash == head)
            ? null
            : $"{key.Traffic} was last set by a journal whose head is {head[..Math.Min(12, head.Length)]}, and {Place} {(Entries.IsEmpty ? "is empty" : $"has no such line in its {Entries.Length}: it is an older copy or another runner's")}. Nothing was moved. Bring the journal that did it, or, having looked at the service, say --adopt.";
    }

    public static async Task<Situation> ReadAsync(IStackOutputs stacks, IJournal journal, ServiceKey key, CancellationToken ct) =>
        new(await PresentAsync(stacks, key, ct), await journal.ReadAsync(ct), journal.Place);

    private static async Task<Present> PresentAsync(IStackOutputs stacks, ServiceKey key, CancellationToken ct)
    {
        var traffic = await stacks.OutputsAsync(key.Traffic, ct);
        return new()
        {
            Split = traffic.TryGetValue(StackOutputs.Traffic.Split, out var split) ? TrafficSplit.FromJson(split) : TrafficSplit.Nobody,
            Blue = await ReleaseAsync(stacks, key.Environment(Colour.Blue), ct),
            Green = await ReleaseAsync(stacks, key.Environment(Colour.Green), ct),
        };
    }

    private static async Task<Release> ReleaseAsync(IStackOutputs stacks, string stack, CancellationToken ct) =>
        (await stacks.OutputsAsync(stack, ct)).TryGetValue(StackOutputs.Environment.Release, out var release) ? Release.FromJson(release) : Release.None;
}

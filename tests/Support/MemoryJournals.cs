using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Support;

/// <summary>Journals, leases and wishes that last as long as the object; an append can be made to fail like a killed process.</summary>
sealed class MemoryJournals(TimeProvider time) : IJournals, ILeases, IWishes
{
    readonly Dictionary<ServiceKey, MemoryJournal> journals = [];
    readonly Dictionary<ServiceKey, Lease> leases = [];
    readonly Dictionary<ServiceKey, WishLetter> letters = [];

    /// <summary>Called before (true: not written yet) and after each append with the number of the line.</summary>
    public Action<long, bool> OnAppend { get; set; } = (_, _) => { };

    public ILeases Leases => this;

    public IWishes Wishes => this;

    public IJournal Open(ServiceKey key) => journals.TryGetValue(key, out var journal) ? journal : journals[key] = new(this, key);

    public ImmutableArray<Entry> Entries(ServiceKey key) => ((MemoryJournal)Open(key)).Entries;

    /// <summary>Somebody takes the lease over as after it ran out, while its holder did not look.</summary>
    public void Usurp(ServiceKey key, Holder holder) =>
        leases[key] = new(key, holder, time.GetUtcNow(), time.GetUtcNow() + TimeSpan.FromMinutes(1), leases[key].Token + 1);

    /// <summary>While true, no lease can be written.</summary>
    public bool LeasesAreReadOnly { get; set; }

    public Task<LeaseAnswer> TakeAsync(ServiceKey key, Holder holder, TimeSpan length, CancellationToken ct)
    {
        var (now, last) = (time.GetUtcNow(), leases.GetValueOrDefault(key));
        if (last is not null && last.Until > now && last.Holder != holder)
            return Task.FromResult<LeaseAnswer>(new LeaseAnswer.Held(last));
        return Task.FromResult<LeaseAnswer>(new LeaseAnswer.Taken(leases[key] = new(key, holder, now, now + length, (last?.Token ?? 0) + 1)));
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan length, CancellationToken ct) =>
        LeasesAreReadOnly ? Task.FromException<Lease?>(new IOException("Read-only file system."))
        : Task.FromResult(leases[lease.Key].Token == lease.Token ? leases[lease.Key] = lease with { Until = time.GetUtcNow() + length } : null);

    public Task ReleaseAsync(Lease lease, CancellationToken ct)
    {
        if (leases[lease.Key].Token == lease.Token)
            leases[lease.Key] = lease with { Until = time.GetUtcNow() };
        return Task.CompletedTask;
    }

    public Task<Lease?> FindAsync(ServiceKey key, CancellationToken ct) =>
        Task.FromResult(leases.GetValueOrDefault(key) is { } lease && lease.Until > time.GetUtcNow() ? lease : null);

    public Task<Lease?> LastAsync(ServiceKey key, CancellationToken ct) => Task.FromResult(leases.GetValueOrDefault(key));

    public Task PutAsync(ServiceKey key, WishLetter letter, CancellationToken ct)
    {
        letters[key] = letter;
        return Task.CompletedTask;
    }

    Task<WishLetter?> IWishes.FindAsync(ServiceKey key, CancellationToken ct) => Task.FromResult(letters.GetValueOrDefault(key));

    public Task ClearAsync(ServiceKey key, CancellationToken ct)
    {
        letters.Remove(key);
        return Task.CompletedTask;
    }

    sealed class MemoryJournal(MemoryJournals owner, ServiceKey key) : IJournal
    {
        public ImmutableArray<Entry> Entries { get; private set; } = [];

        public string Place => "the journal in memory";

        public Task<ImmutableArray<Entry>> ReadAsync(CancellationToken ct) => Task.FromResult(Entries);

        public Task<Entry> AppendAsync(Fact fact, long token, CancellationToken ct)
        {
            var newest = Math.Max(Entries.IsEmpty ? 0 : Entries[^1].Token, owner.leases.GetValueOrDefault(key)?.Token ?? 0);
            if (newest > token)
                throw new JournalException($"{Place}: a newer conductor (token {newest}, ours is {token}) has taken over.");
            owner.OnAppend(Entries.Length + 1, true);
            var entry = Chain.Link(Entries, fact, token).Entry;
            Entries = Entries.Add(entry);
            owner.OnAppend(Entries.Length, false);
            return Task.FromResult(entry);
        }
    }
}

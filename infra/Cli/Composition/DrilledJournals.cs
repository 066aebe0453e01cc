using System.Collections.Immutable;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Composition;

/// <summary>Journals, leases and wishes with a drill's moment before and after every write.</summary>
internal sealed class DrilledJournals(IJournals journals, Drill drill) : IJournals, ILeases, IWishes
{
    public ILeases Leases => this;

    public IWishes Wishes => this;

    public IJournal Open(ServiceKey key) => new Journal(journals.Open(key), drill);

    public Task<LeaseAnswer> TakeAsync(ServiceKey key, Holder holder, TimeSpan length, CancellationToken ct) =>
        drill.AroundAsync("taking the lease", () => journals.Leases.TakeAsync(key, holder, length, ct));

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan length, CancellationToken ct) => journals.Leases.RenewAsync(lease, length, ct);

    public Task ReleaseAsync(Lease lease, CancellationToken ct) =>
        drill.AroundAsync("releasing the lease", () => journals.Leases.ReleaseAsync(lease, ct));

    Task<Lease?> ILeases.FindAsync(ServiceKey key, CancellationToken ct) => journals.Leases.FindAsync(key, ct);

    public Task<Lease?> LastAsync(ServiceKey key, CancellationToken ct) => journals.Leases.LastAsync(key, ct);

    public Task PutAsync(ServiceKey key, WishLetter letter, CancellationToken ct) => journals.Wishes.PutAsync(key, letter, ct);

    Task<WishLetter?> IWishes.FindAsync(ServiceKey key, CancellationToken ct) => journals.Wishes.FindAsync(key, ct);

    public Task ClearAsync(ServiceKey key, CancellationToken ct) =>
        drill.AroundAsync("clearing the wish", () => journals.Wishes.ClearAsync(key, ct));

    private sealed class Journal(IJournal journal, Drill drill) : IJournal
    {
        public string Place => journal.Place;

        public Task<ImmutableArray<Entry>> ReadAsync(CancellationToken ct) => journal.ReadAsync(ct);

        public Task<Entry> AppendAsync(Fact fact, long token, CancellationToken ct) =>
            drill.AroundAsync($"journaling {Words(fact)}", () => journal.AppendAsync(fact, token, ct));

        private static string Words(Fact fact) => fact switch
        {
            Fact.Intended intended => $"intended {intended.Step}",
            Fact.Done done => $"done {done.Step}",
            Fact.Failed failed => $"failed {failed.Step}",
            Fact.Measured measured => $"measured {measured.Step}",
            _ => fact.GetType().Name.ToLowerInvariant(),
        };
    }
}

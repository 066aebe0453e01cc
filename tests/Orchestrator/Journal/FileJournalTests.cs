using Infra.Orchestrator.Journal;
using Infra.Tests.Compliance;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Journal;

public sealed class FileJournalTests : JournalCompliance, IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("infra-journal-").FullName;

    string Place => Path.Combine(folder, "local", "web.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override IJournals Create() => new FileJournals(folder, Time);

    [Fact]
    public async Task Only_its_owner_can_read_it()
    {
        await Create().Open(Some.Web).AppendAsync(Fact("one"), 1, Ct);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    [Fact]
    public async Task A_line_that_was_torn_by_a_kill_is_dropped_and_overwritten()
    {
        await Create().Open(Some.Web).AppendAsync(Fact("one"), 1, Ct);
        await Create().Open(Some.Web).AppendAsync(Fact("two"), 1, Ct);
        var text = await File.ReadAllTextAsync(Place, Ct);
        await File.WriteAllTextAsync(Place, text[..^9], Ct);

        Assert.Single(await Create().Open(Some.Web).ReadAsync(Ct));
        await Create().Open(Some.Web).AppendAsync(Fact("three"), 1, Ct);
        Assert.Equal(2, (await Create().Open(Some.Web).ReadAsync(Ct)).Length);
    }

    [Theory]
    [InlineData("one", "0ne", 1)]
    [InlineData("two", "Two", 2)]
    public async Task An_edited_record_stops_everything_and_its_line_is_named(string was, string becomes, int line)
    {
        foreach (var why in new[] { "one", "two", "three" })
            await Create().Open(Some.Web).AppendAsync(Fact(why), 1, Ct);
        await File.WriteAllTextAsync(Place, (await File.ReadAllTextAsync(Place, Ct)).Replace(was, becomes), Ct);

        var stop = await Assert.ThrowsAsync<JournalException>(() => Create().Open(Some.Web).ReadAsync(Ct));

        Assert.StartsWith($"{Place}, line {line}: this record was changed", stop.Message);
    }

    [Fact]
    public async Task A_record_taken_out_is_noticed_at_the_next_line()
    {
        foreach (var why in new[] { "one", "two", "three" })
            await Create().Open(Some.Web).AppendAsync(Fact(why), 1, Ct);
        var lines = await File.ReadAllLinesAsync(Place, Ct);
        await File.WriteAllLinesAsync(Place, [lines[0], lines[2]], Ct);

        Assert.Contains("line 2", (await Assert.ThrowsAsync<JournalException>(() => Create().Open(Some.Web).ReadAsync(Ct))).Message);
    }

    [Fact]
    public async Task A_lease_that_was_half_written_by_a_killed_process_is_removed()
    {
        var leases = Create().Leases;
        await leases.TakeAsync(Some.Web, new Holder("gone", Environment.MachineName, int.MaxValue), TimeSpan.FromHours(1), Ct);
        var left = Path.Combine(folder, "local", "web.lease.4711.next");
        await File.WriteAllTextAsync(left, "{\"key\":", Ct);

        Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, Some.Holder, TimeSpan.FromMinutes(1), Ct));

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task The_lease_of_a_dead_process_on_this_host_is_taken_over_at_once()
    {
        var leases = Create().Leases;
        await leases.TakeAsync(Some.Web, new Holder("gone", Environment.MachineName, int.MaxValue), TimeSpan.FromHours(1), Ct);

        Assert.IsType<LeaseAnswer.Taken>(await leases.TakeAsync(Some.Web, Some.Holder, TimeSpan.FromMinutes(1), Ct));
    }
}

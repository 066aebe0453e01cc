using Infra.Sandbox.World.Faults;

namespace Infra.Tests.Faults;

public sealed class FaultBookTests
{
    static readonly Fault.OnResource third = new(ResourceOperation.Update, "aws:lb/*", 3, Harm.Fail, default, "");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_nth_is_the_nth_whoever_counts()
    {
        using var folder = new TemporaryFolder();
        await new FaultBook(folder.Path).WriteAsync([third], Ct);

        // A book, and so a process, of its own each time.
        var struck = new List<bool>();
        for (var i = 0; i < 5; i++) struck.Add(await StrikeAsync(folder, "aws:lb/listener:Listener") is not null);

        Assert.Equal([false, false, true, false, false], struck);
        Assert.Null(await StrikeAsync(folder, "aws:ecs/service:Service"));
        Assert.Equal([5], await new FaultBook(folder.Path).CountsAsync(Ct));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_is_the_third()
    {
        using var folder = new TemporaryFolder();
        await new FaultBook(folder.Path).WriteAsync([third], Ct);

        var struck = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => StrikeAsync(folder, "aws:lb/listener:Listener"))));

        Assert.Single(struck, one => one is not null);
    }

    [Fact]
    public async Task Setting_faults_begins_the_counts_anew_and_lifting_them_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var book = new FaultBook(folder.Path);
        await book.WriteAsync([third], Ct);
        await StrikeAsync(folder, "aws:lb/listener:Listener");

        await book.WriteAsync([new Fault.OnMetrics(MetricsLie.Down), third], Ct);
        Assert.Equal([0, 0], await book.CountsAsync(Ct));

        await book.WriteAsync([], Ct);
        Assert.Empty(book.Read());
        Assert.Null(await StrikeAsync(folder, "aws:lb/listener:Listener"));
    }

    static Task<Fault.OnResource?> StrikeAsync(TemporaryFolder folder, string type) =>
        new ResourceFaults(new FaultBook(folder.Path)).StrikeAsync(ResourceOperation.Update, type, $"urn:pulumi:s::p::{type}::it", Ct);
}

using System.Globalization;
using Infra.Sandbox.World.Model;
using Infra.Tests.Support;

namespace Infra.Tests.World;

[CollectionDefinition(Name)]
public sealed class MannersCollection : ICollectionFixture<MannersWorld>
{
    public const string Name = "Manners under shifts";
}

/// <summary>One world with two sides for all of these tests, and the table of what users saw in it.</summary>
public sealed class MannersWorld : IAsyncLifetime
{
    readonly SortedDictionary<string, (string Users, string Router)> rows = new(StringComparer.Ordinal);
    PrivateWorld? started;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal PrivateWorld World => started ?? throw new InvalidOperationException("The world does not run.");

    internal HttpClient Http => World.Http;

    public async ValueTask InitializeAsync()
    {
        started = await PrivateWorld.StartAsync();
        await World.TwoSidesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
        var table = new Table("What happens", "What users saw", "What the router counted");
        foreach (var (situation, (users, router)) in rows) table.Add(situation, users, router);
        table.Write("shifts");
    }

    /// <summary>Everything on blue, and the counters at this moment.</summary>
    internal async Task<Counters> BeginAsync()
    {
        await World.HealthyAsync("blue", 1);
        await World.RouteAsync(("blue", 100), ("green", 0));
        await Eventually.HoldsAsync(async () => (await CountersAsync()).InFlight() == 0, () => Task.FromResult("nothing is left in hand"));
        return await CountersAsync();
    }

    internal async Task ShiftToGreenAsync()
    {
        await World.RouteAsync(("blue", 0), ("green", 100));
        Assert.Equal("v2", await World.ReleaseAsync());
    }

    internal async Task<Counters> CountersAsync() => new(await World.Client.MetricsAsync(Ct));

    /// <summary>A row of the table; the router's account is compared with what is expected.</summary>
    internal async Task SawAsync(string situation, string users, string router, Counters since)
    {
        var now = since;
        await Eventually.HoldsAsync(async () => (now = await CountersAsync()).Since(since) == router, () => Task.FromResult($"the router's account is '{router}', it is '{now.Since(since)}'"));
        Saw(situation, users, router);
    }

    internal void Saw(string situation, string users, string router) => rows[situation] = (users, router);

    internal async Task ChangeBlueAsync(Func<Workload, Workload> change)
    {
        var spec = (await World.Client.FindWorkloadAsync("blue", Ct))?.Spec ?? throw new InvalidOperationException("Blue is gone.");
        await World.Client.PutAsync(change(spec), Ct);
    }

    /// <summary>By how many MB the world's process grew at its peak while this was done.</summary>
    internal async Task<double> GrowthAsync(Func<Task> work)
    {
        var id = (await World.Client.StatusAsync(Ct)).ProcessId;
        // 5: the peak is counted from now on.
        await File.WriteAllTextAsync($"/proc/{id}/clear_refs", "5", Ct);
        var before = Kilobytes("VmRSS");
        await work();
        return (Kilobytes("VmHWM") - before) / 1024;

        double Kilobytes(string name) => double.Parse(File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

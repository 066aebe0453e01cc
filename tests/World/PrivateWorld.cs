using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

/// <summary>A real world of a test's own: its folder and all its processes are gone when the test is.</summary>
internal sealed class PrivateWorld : IAsyncDisposable
{
    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("infra-test-");
    WorldHandle? handle;

    PrivateWorld()
    {
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Folder => Path.Combine(root.FullName, "world");
    public WorldClient Client => (handle ?? throw new InvalidOperationException("The world does not run.")).Client;
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    public int Port { get; } = FreePort.Next();
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public static async Task<PrivateWorld> StartAsync()
    {
        var world = new PrivateWorld();
        await world.UpAsync();
        return world;
    }

    public async Task UpAsync() => handle = await WorldLauncher.EnsureAsync(Folder, isPrivate: true, Ct);

    public async Task DownAsync()
    {
        if (handle is not null) await handle.DisposeAsync();
        handle = null;
    }

    /// <summary>A copy of the shop with a release.json of its own: an image folder.</summary>
    public string ShopFolder(string release, int failEvery = 0, string service = "web")
    {
        var folder = Path.Combine(root.FullName, $"{service}-{release}");
        Shop.Copy(folder, release, failEvery, service: service);
        return folder;
    }

    public async Task<string> AddShopAsync(string release, int failEvery = 0)
    {
        var image = await Client.AddImageAsync("shop/web", ShopFolder(release, failEvery), null, Ct);
        return $"{image.Repository}@{image.Digest}";
    }

    /// <summary>A listener on <see cref="Port"/> whose only rule splits everything between the groups.</summary>
    public async Task RouteAsync(params (string Group, int Weight)[] shares)
    {
        await Client.PutAsync(Some.Listener(Port), Ct);
        await Client.PutAsync(Some.Rule(shares), Ct);
    }

    /// <summary>One group with one healthy replica of the release, reached through the router.</summary>
    public async Task ServeAsync(string release = "v1", int replicas = 1)
    {
        await Client.PutAsync(Some.Group("blue"), Ct);
        await RouteAsync(("blue", 1));
        await Client.PutAsync(Some.Workload("blue", await AddShopAsync(release), replicas), Ct);
        await HealthyAsync("blue", replicas);
    }

    /// <summary>Blue runs v1 and has everything, green runs v2 and has nothing.</summary>
    public async Task TwoSidesAsync(int greenFailEvery = 0)
    {
        await Client.PutAsync(Some.Group("blue"), Ct);
        await Client.PutAsync(Some.Group("green"), Ct);
        await RouteAsync(("blue", 100), ("green", 0));
        await Client.PutAsync(Some.Workload("blue", await AddShopAsync("v1")), Ct);
        await Client.PutAsync(Some.Workload("green", await AddShopAsync("v2", greenFailEvery)), Ct);
        await HealthyAsync("blue", 1);
        await HealthyAsync("green", 1);
    }

    public Task HealthyAsync(string group, int count) => Eventually.HoldsAsync(
        async () => (await Client.HealthAsync(group, Ct)).Count(target => target.State == TargetState.Healthy) == count,
        async () => $"{group} has not got {count} healthy targets: {string.Join("; ", await Client.HealthAsync(group, Ct))} {(await Client.FindWorkloadAsync(group, Ct))?.LastFailure}");

    public async Task<string> ReleaseAsync()
    {
        using var answer = await Http.GetAsync(Address, Ct);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("X-Release").Single() : ((int)answer.StatusCode).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await DownAsync();
        root.Delete(recursive: true);
    }
}

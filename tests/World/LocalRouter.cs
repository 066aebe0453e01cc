using System.Net;
using System.Security.Cryptography.X509Certificates;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;

namespace Infra.Tests.World;

/// <summary>One port of the router, in this process, before targets of a test's own.</summary>
internal sealed class LocalRouter : IAsyncDisposable
{
    readonly TemporaryFolder root = new();
    readonly Metrics metrics = new();
    readonly Router router;
    readonly WorldFolder folder;
    readonly List<HttpClient> clients = [];

    LocalRouter(ListenerProtocol protocol, TimeProvider time)
    {
        folder = new WorldFolder(root.Path);
        router = new Router(time, new Chance(new Random(1)), new Activity(time), new CertificateFile(folder, TimeProvider.System).Load);
        Address = new Uri($"{protocol.ToString().ToLowerInvariant()}://127.0.0.1:{Port}/");
    }

    public int Port { get; } = FreePort.Next();
    public Uri Address { get; }
    public string Certificate => folder.Certificate;

    public static async Task<LocalRouter> StartAsync(ListenerProtocol protocol, TimeProvider? time = null)
    {
        var local = new LocalRouter(protocol, time ?? TimeProvider.System);
        await local.router.OpenAsync(local.Port, protocol, TestContext.Current.CancellationToken);
        return local;
    }

    /// <summary>Splits all requests between target groups that are named like their place: blue, green.</summary>
    public void Route(params (Upstream Target, int Weight)[] sides)
    {
        string[] names = ["blue", "green"];
        var groups = new Desired().TargetGroups;
        foreach (var name in names) groups = groups.Add(name, Some.Group(name));
        router.Swap(RoutingTable.Build(new Desired
        {
            TargetGroups = groups,
            Listeners = new Desired().Listeners.Add("production", Some.Listener(Port) with
            {
                Default = new RuleAction { Forward = [.. sides.Select((side, i) => new WeightedTargetGroup(names[i], side.Weight))] },
            }),
        }, group => [sides[Array.IndexOf(names, group)].Target], metrics));
    }

    public void Route(RawTarget target) => Route((new Upstream(target.Port), 1));

    /// <summary>Speaks exactly this version, on one connection when that is HTTP/2, and trusts nobody but this router.</summary>
    public HttpClient Client(Version version)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (File.Exists(Certificate)) handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Certificate));
        var client = new HttpClient(handler)
        {
            BaseAddress = Address,
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromSeconds(60),
        };
        clients.Add(client);
        return client;
    }

    public Counters Counters() => new(metrics.Text());

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await router.DisposeAsync();
        root.Dispose();
    }
}

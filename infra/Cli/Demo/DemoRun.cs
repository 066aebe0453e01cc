using Infra.Catalog;
using Infra.Cli.Commands;
using Infra.Cli.Composition;
using Infra.Cli.Demo.Load;
using Infra.Cli.Demo.Report;
using Infra.Cli.Views;
using Infra.Orchestrator.Rollouts;
using Infra.Sandbox.World;

namespace Infra.Cli.Demo;

/// <summary>The whole story, in order. Everything that it starts, it stops.</summary>
internal sealed class DemoRun(Voice voice, PlatformKind platform, TimeProvider time, Random random)
{
    private const int RequestsPerSecond = 300;
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(10);

    internal async Task<(DemoResult Result, Timeline Timeline)> RunAsync(CancellationToken ct)
    {
        var teller = new Teller(voice, time);
        var free = FreePorts.ForListeners(random);
        var ports = new ListenPorts(free.Next(), free.Next());
        var router = new Uri($"http://127.0.0.1:{ports.Production}/");
        teller.Say($"The router will be at {router}; watch it with another client if you like.");

        using var folder = new DemoFolder(ports, platform);
        await using var world = await WorldLauncher.EnsureAsync(folder.Project.World, isPrivate: true, ct);
        var shop = new ShopReleases(Programs.Shop, folder.Releases, platform, world.Client);
        var catalog = ServiceCatalog.Load(folder.Project.Root);
        await using var session = await StageSession.OpenAsync(folder.Project, catalog, catalog.Stage(DemoCatalog.Stage), allowSandboxSdk: false, time, ct);

        teller.Say($"The platform, {platform.Word}: a network with a way in, and the stacks of two services that have no release yet.");
        var (network, others) = (StackChoice.All(catalog, session.Stage)[0], StackChoice.All(catalog, session.Stage)[1..]);
        await UpAsync(session, network, ct);

        // Not sooner: while nobody listens on the port, one of so many outgoing connections might be given it.
        await using var load = new LoadClient(router, RequestsPerSecond, LoadTimeout, time);
        teller.Say($"The router listens. From now on {RequestsPerSecond} requests per second, each recorded.");
        foreach (var stack in others)
            await UpAsync(session, stack, ct);

        var campaign = new Campaign(session, new(load, world.Client, ports.Production, time), teller, time);
        teller.Say("First releases: api v1, then web v1, which depends on it. Until web v1 serves, the router can only answer that nobody does.");
        await FirstAsync(campaign, "api", await shop.MakeAsync("api", "v1", "#2563eb", failEvery: 0, tag: null, ct), ct);
        await FirstAsync(campaign, "web", await shop.MakeAsync("web", "v1", "#2563eb", failEvery: 0, tag: null, ct), ct);

        teller.Say("web v2, a good release, goes out as a canary.");
        await campaign.ShipAsync("web", await shop.MakeAsync("web", "v2", "#15803d", failEvery: 0, tag: null, ct), ct);

        teller.Say("A release by tag: the policies must refuse it before anything moves.");
        var latest = await shop.MakeAsync("web", "latest", "#b45309", failEvery: 0, tag: "latest", ct);
        await campaign.ShipAsync("web", latest with { Digest = "", Tag = "latest" }, ct);
        var refused = campaign.Ends[^1];

        teller.Say("web v3 fails one request in 20: it must be found, and all traffic returned.");
        await campaign.ShipAsync("web", await shop.MakeAsync("web", "v3", "#b91c1c", failEvery: 20, tag: null, ct), ct);

        teller.Say("A preview of everything with refresh: nothing may differ from what is declared.");
        var changes = await PreviewAsync(session, ct);
        var samples = load.Samples;

        var result = new DemoResult
        {
            Seconds = Math.Round(teller.Elapsed.TotalSeconds, 1),
            Router = router.ToString().TrimEnd('/'),
            Rollouts = campaign.Figures,
            Policy = new(refused.Previewed, session.SandboxEngine?.Packs.PolicyCount ?? 0, ViolationResult.Of(refused.Violations)),
            PreviewAfter = new(changes),
        };
        return (result, Timeline.Of(samples, campaign.Events, pieces: 90));
    }

    private static async Task FirstAsync(Campaign campaign, string service, Release release, CancellationToken ct)
    {
        if (await campaign.ShipAsync(service, release, ct) is not Outcome.Promoted)
            throw new RefusalException(ExitCode.PromiseBroken, $"The first release of {service} did not come to serve: {campaign.Figures[^1].Reason}");
    }

    private async Task UpAsync(StageSession session, string stack, CancellationToken ct)
    {
        var report = await session.Stacks.UpAsync(new(stack), ct);
        voice.Tell($"  {StackLines.Of(report, isPreview: false)}");
        if (!report.Succeeded)
            throw new RefusalException(ExitCode.PromiseBroken, $"The platform did not come up: {report.Why}");
    }

    private async Task<int> PreviewAsync(StageSession session, CancellationToken ct)
    {
        var changes = 0;
        foreach (var stack in StackChoice.All(session.Catalog, session.Stage))
        {
            var report = await session.Stacks.PreviewAsync(new(stack) { Refresh = true }, ct);
            voice.Tell($"  {StackLines.Of(report, isPreview: true)}");
            if (!report.Succeeded)
                throw new RefusalException(ExitCode.PromiseBroken, $"The preview of {stack} failed: {report.Why}");
            changes += report.ChangeCount;
        }

        return changes;
    }
}

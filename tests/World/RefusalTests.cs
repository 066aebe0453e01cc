using System.Net;
using System.Net.Sockets;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

public sealed class RefusalTests : IAsyncLifetime
{
    PrivateWorld? started;

    PrivateWorld World => started ?? throw new InvalidOperationException("Not started.");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => started = await PrivateWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_who_has_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await RefusedAsync(World.Client.PutAsync(Some.Listener(port), Ct), $"Port {port} of 127.0.0.1 is in use by process {Environment.ProcessId} (");
        Assert.Null(await World.Client.FindListenerAsync("production", Ct));
    }

    [Fact]
    public async Task A_port_of_another_listener_is_named_with_that_listener()
    {
        await World.Client.PutAsync(Some.Listener(World.Port), Ct);

        await RefusedAsync(World.Client.PutAsync(Some.Listener(World.Port) with { Id = "test" }, Ct), $"Listener test: port {World.Port} is in use by listener production of this world");
    }

    [Fact]
    public async Task All_problems_of_a_rule_are_told_at_once()
    {
        await World.Client.PutAsync(Some.Listener(World.Port), Ct);

        await RefusedAsync(World.Client.PutAsync(Some.Rule(("gone", 1000)) with { Priority = 0 }, Ct),
            "priority 0 is not within 1 and 50000", "no target group gone", "weight 1000 of gone is not within 0 and 999");
    }

    [Fact]
    public async Task A_priority_is_taken_once()
    {
        await World.Client.PutAsync(Some.Group("blue"), Ct);
        await World.RouteAsync(("blue", 1));

        await RefusedAsync(World.Client.PutAsync(Some.Rule(("blue", 1)) with { Id = "other" }, Ct), "Rule other: priority 100 on listener production is in use by rule web.");
    }

    [Fact]
    public async Task A_target_group_in_use_stays()
    {
        await World.ServeAsync();

        await RefusedAsync(World.Client.DeleteTargetGroupAsync("blue", Ct), "in use by rule web", "in use by workload blue");
        await RefusedAsync(World.Client.DeleteListenerAsync("production", Ct), "Listener production is in use by rule web");
    }

    [Fact]
    public async Task A_workload_needs_an_image_and_a_target_group_that_a_listener_knows()
    {
        await World.Client.PutAsync(Some.Group("blue"), Ct);

        await RefusedAsync(World.Client.PutAsync(Some.Workload("blue", "shop/web@sha256:" + new string('0', 64)), Ct),
            "no image shop/web@sha256:000", "no listener or rule forwards to target group blue");
        Assert.Null(await World.Client.FindWorkloadAsync("blue", Ct));
    }

    [Fact]
    public async Task A_group_without_a_sensible_health_check_is_refused()
    {
        var group = Some.Group("blue");

        await RefusedAsync(World.Client.PutAsync(group with { HealthCheck = group.HealthCheck with { Matcher = "2xx", Path = "healthz", HealthyThreshold = 0 } }, Ct),
            "matcher '2xx' is not a list of status codes", "path 'healthz' must begin with '/'", "thresholds 0 and 2 must be 1 or more");
    }

    [Fact]
    public async Task An_image_with_a_link_out_of_its_folder_is_refused()
    {
        var folder = World.ShopFolder("v1");
        File.CreateSymbolicLink(Path.Combine(folder, "passwd"), "/etc/passwd");

        await RefusedAsync(World.Client.AddImageAsync("shop/web", folder, null, Ct), "Link 'passwd'", "leads to /etc/passwd, outside the folder");
    }

    [Fact]
    public async Task Nothing_answers_where_no_world_runs()
    {
        using var nobody = new WorldClient(Path.Combine(World.Folder, "nowhere"));

        await RefusedAsync(nobody.StatusAsync(Ct), "No world answers in ");
    }

    static async Task RefusedAsync(Task call, params string[] sentences)
    {
        var refused = await Assert.ThrowsAsync<WorldException>(() => call);
        Assert.All(sentences, sentence => Assert.Contains(sentence, refused.Message));
    }
}

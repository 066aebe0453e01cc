using System.Net;
using System.Net.Sockets;
using Infra.Sandbox.World;

namespace Infra.Tests.World;

public sealed class RefusalTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_world_refuses_it_refuses_in_a_sentence_and_changes_nothing()
    {
        await using var world = await PrivateWorld.StartAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var folder = world.ShopFolder("v1");
        File.CreateSymbolicLink(Path.Combine(folder, "passwd"), "/etc/passwd");
        await world.Client.PutAsync(Some.Group("blue"), Ct);
        await world.RouteAsync(("blue", 1));

        await RefusedAsync(world.Client.PutAsync(Some.Listener(taken), Ct), $"Port {taken} of 127.0.0.1 is in use by process {Environment.ProcessId} (");
        await RefusedAsync(world.Client.PutAsync(Some.Rule(("blue", 1_000_001)), Ct), "Rule web: weight 1000001 of blue is not within 0 and 1000000.");
        await RefusedAsync(world.Client.DeleteTargetGroupAsync("blue", Ct), "Target group blue is in use by rule web; let that go first.");
        await RefusedAsync(world.Client.AddImageAsync("shop/web", folder, null, Ct), "leads to /etc/passwd, outside the folder");

        Assert.Equal(world.Port, (await world.Client.FindListenerAsync("production", Ct))?.Port);
        Assert.Equal(1, (await world.Client.FindRuleAsync("web", Ct))?.Action.Forward.Single().Weight);
        Assert.NotNull(await world.Client.FindTargetGroupAsync("blue", Ct));
        Assert.Empty((await world.Client.StatusAsync(Ct)).Images);
        Assert.Equal("503", await world.ReleaseAsync());
    }

    [Fact]
    public async Task Nothing_answers_where_no_world_runs()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "infra-no-such-world");
        using var nobody = new WorldClient(nowhere);

        await RefusedAsync(nobody.StatusAsync(Ct), $"No world answers in {nowhere}");
    }

    static async Task RefusedAsync(Task call, string sentence) =>
        Assert.Contains(sentence, (await Assert.ThrowsAsync<WorldException>(() => call)).Message);
}

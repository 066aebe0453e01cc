using System.Text.Json;
using Infra.Sandbox.World;

namespace Infra.Tests.Cli;

public sealed class DriftTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_changed_where_users_are_is_found_weighed_and_brought_back()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 1s } ]");
        await project.ServeAsync();
        Assert.Contains("4 stacks are as they were made.", await project.DoAsync("drift"), StringComparison.Ordinal);
        using var world = project.World;
        await DrainForAsync(project, world, TimeSpan.FromSeconds(9));

        var found = await project.RunAsync("drift", "--json");
        var told = await project.RunAsync("drift", "web");
        var quiet = await project.RunAsync("drift", "web.green");

        Assert.Equal((21, 21, 0), (found.ExitCode, told.ExitCode, quiet.ExitCode));
        using (var result = JsonDocument.Parse(found.Output))
        {
            var drift = Assert.Single(result.RootElement.GetProperty("drifts").EnumerateArray());
            Assert.Equal(("local.web.blue", "high", "changed"), (drift.GetProperty("stack").GetString(), drift.GetProperty("severity").GetString(), drift.GetProperty("change").GetString()));
            var property = Assert.Single(drift.GetProperty("properties").EnumerateArray());
            Assert.Equal(("deregistrationDelay", "1", "9"), (property.GetProperty("path").GetString(), property.GetProperty("was").GetString(), property.GetProperty("is").GetString()));
        }

        Assert.Contains("high   local.web.blue: aws:lb/targetGroup:TargetGroup web-blue-", told.Output, StringComparison.Ordinal);
        Assert.Contains("deregistrationDelay: 1 -> 9", told.Output, StringComparison.Ordinal);

        await project.DoAsync("drift", "--fix");
        Assert.Contains("4 stacks are as they were made.", await project.DoAsync("drift"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_gone_is_found_and_made_again()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 1s } ]");
        await project.DoAsync("up");
        using (var world = project.World)
        {
            using var outputs = JsonDocument.Parse(await project.DoAsync("outputs", "web.traffic", "--json"));
            await world.DeleteRuleAsync(outputs.RootElement.GetProperty("local.web.traffic").GetProperty("rule").GetString()!, Ct);
        }

        var found = await project.RunAsync("drift", "web.traffic");
        await project.DoAsync("drift", "web.traffic", "--fix");

        Assert.Equal(21, found.ExitCode);
        Assert.Contains("high   local.web.traffic: aws:lb/listenerRule:ListenerRule web is gone (it says who gets web's users)", found.Output, StringComparison.Ordinal);
        await project.DoAsync("drift", "web.traffic");
    }

    private static async Task DrainForAsync(ShopProject project, WorldClient world, TimeSpan delay)
    {
        using var outputs = JsonDocument.Parse(await project.DoAsync("outputs", "web.blue", "--json"));
        var group = await world.FindTargetGroupAsync(outputs.RootElement.GetProperty("local.web.blue").GetProperty("targets").GetString()!, Ct);
        await world.PutAsync(group! with { DeregistrationDelay = delay }, Ct);
    }
}

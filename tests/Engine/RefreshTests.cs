using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.Engine;

public sealed class RefreshTests
{
    static readonly int port = FreePort.Next();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_weight_moved_behind_the_engines_back_is_exactly_one_change()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Traffic)).Ok();
        await MoveAsync(scenario);

        var blind = (await scenario.PreviewAsync(Traffic, "--expect-no-changes")).Ok();
        var seeing = (await scenario.PreviewAsync(Traffic, "--refresh")).Ok();

        Assert.DoesNotContain("update", blind.Changes);
        Assert.Equal("""{"same":4,"update":1}""", seeing.Changes);
        Assert.Contains("actions[0].forward.targetGroups[0].weight", seeing.Step("rule", "update")["detailedDiff"]!.ToJsonString());
    }

    [Fact]
    public async Task A_preview_with_refresh_writes_nothing_and_an_update_puts_the_weight_back()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Traffic)).Ok();
        var id = await MoveAsync(scenario);
        var before = await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct);

        (await scenario.PreviewAsync(Traffic, "--refresh")).Ok();
        Assert.Equal(before, await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct));
        (await scenario.UpAsync(Traffic, "--refresh")).Ok();

        using var world = new WorldClient(scenario.Options.WorldFolder);
        Assert.Equal([90, 10], (await world.FindRuleAsync(id, Ct))!.Action.Forward.Select(group => group.Weight));
        Assert.DoesNotContain("update", (await scenario.PreviewAsync(Traffic, "--refresh --expect-no-changes")).Ok().Changes);
    }

    [Fact]
    public async Task A_refresh_finds_what_was_moved_and_what_is_gone()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Traffic)).Ok();
        var rule = await MoveAsync(scenario);

        var moved = await scenario.OkAsync("refresh --yes --skip-preview --stack dev");
        using (var world = new WorldClient(scenario.Options.WorldFolder)) await world.DeleteRuleAsync(rule, Ct);
        var gone = await scenario.OkAsync("refresh --yes --skip-preview --stack dev");

        Assert.Equal("""{"same":4,"update":1}""", moved.Changes);
        Assert.Equal("""{"delete":1,"same":4}""", gone.Changes);
        Assert.Contains("create", (await scenario.PreviewAsync(Traffic)).Ok().Step("rule", "create")["op"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_rule_without_priority_gets_the_next_one()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Traffic)).Ok();

        var end = (await scenario.UpAsync(async program =>
        {
            await Traffic(program);
            await program.RegisterAsync("aws:lb/listenerRule:ListenerRule", "test", $$$"""
                {"listenerArn":"{{{(await scenario.ResourceAsync("front"))["id"]}}}","conditions":[{"httpHeader":{"httpHeaderName":"X-Side","values":["blue"]}}],
                 "actions":[{"type":"fixed-response","fixedResponse":{"contentType":"text/plain","statusCode":"204"}}]}
                """);
        })).Ok();

        Assert.Equal("create", end.Ops("test"));
        Assert.Equal(11, (await scenario.ResourceAsync("test"))["outputs"]!["priority"]!.GetValue<int>());
    }

    static async Task<string> MoveAsync(Scenario scenario)
    {
        var id = (await scenario.ResourceAsync("rule"))["id"]!.GetValue<string>();
        using var world = new WorldClient(scenario.Options.WorldFolder);
        var rule = await world.FindRuleAsync(id, Ct);
        await world.PutAsync(rule! with { Action = new RuleAction { Forward = [.. rule.Action.Forward.Select((group, index) => group with { Weight = index == 0 ? 70 : 30 })] } }, Ct);
        return id;
    }

    static async Task Traffic(InlineProgram program)
    {
        var blue = await Group("blue");
        var green = await Group("green");
        var front = await program.RegisterAsync("aws:lb/listener:Listener", "front", $$$"""
            {"loadBalancerArn":"arn:balancer","port":{{{port}}},"defaultActions":[{"type":"fixed-response","fixedResponse":{"contentType":"text/plain","statusCode":"404"}}]}
            """);
        await program.RegisterAsync("aws:lb/listenerRule:ListenerRule", "rule", $$$"""
            {"listenerArn":"{{{front.Id}}}","priority":10,"conditions":[{"pathPattern":{"values":["/*"]}}],
             "actions":[{"type":"forward","forward":{"targetGroups":[{"arn":"{{{blue.Id}}}","weight":90},{"arn":"{{{green.Id}}}","weight":10}]}}]}
            """, request => request.Dependencies.Add([front.Urn, blue.Urn, green.Urn]));

        Task<Registered> Group(string name) => program.RegisterAsync("aws:lb/targetGroup:TargetGroup", name, """{"port":8080,"protocol":"HTTP","vpcId":"vpc-1","targetType":"ip","healthCheck":{"path":"/healthz"}}""");
    }
}

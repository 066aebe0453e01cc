namespace Infra.Tests.Engine;

public sealed class ReplaceTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet", LogGroup = "aws:cloudwatch/logGroup:LogGroup";

    [Fact]
    public async Task A_replacement_creates_the_new_one_before_it_deletes_the_old_one()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network("10.0.0.0/16"))).Ok();
        var before = await scenario.ResourceAsync("main");

        var end = (await scenario.UpAsync(Network("10.1.0.0/16"))).Ok();

        Assert.Equal("create-replacement, replace, delete-replaced", end.Ops("main"));
        Assert.Equal("create-replacement, replace, delete-replaced", end.Ops("a"));
        Assert.Equal("""{"replace":2,"same":1}""", end.Changes);
        Assert.Equal("""["cidrBlock"]""", end.Step("main", "replace")["keys"]!.ToJsonString());
        Assert.NotEqual(before["id"]!.ToString(), (await scenario.ResourceAsync("main"))["id"]!.ToString());
    }

    [Fact]
    public async Task A_replacement_under_a_name_of_its_own_deletes_first()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Logs("""{"name":"web"}"""))).Ok();

        var end = (await scenario.UpAsync(Logs("""{"name":"web","retentionInDays":7}""", "retentionInDays"))).Ok();

        Assert.Equal("delete-replaced, create-replacement, replace", end.Ops("logs"));
        Assert.Single((await scenario.StateAsync())["resources"]!.AsArray(), resource => resource!["type"]!.GetValue<string>() == LogGroup);
    }

    [Fact]
    public async Task A_program_may_ask_to_delete_first_and_takes_dependents_along()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network("10.0.0.0/16"))).Ok();

        var end = (await scenario.UpAsync(Network("10.1.0.0/16", deleteFirst: true))).Ok();

        var order = end.Of("resourcePreEvent").Select(payload => payload["metadata"]!)
            .Where(metadata => metadata["op"]!.GetValue<string>() is "delete-replaced" or "create-replacement")
            .Select(metadata => $"{metadata["op"]} {metadata["urn"]!.GetValue<string>().Split("::")[^1]}");
        Assert.Equal(["delete-replaced a", "delete-replaced main", "create-replacement main", "create-replacement a"], order);
    }

    [Fact]
    public async Task A_name_is_made_up_once_and_kept()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Logs("{}"))).Ok();
        var first = (await scenario.ResourceAsync("logs"))["inputs"]!["name"]!.GetValue<string>();

        (await scenario.UpAsync(Logs("""{"retentionInDays":7}"""))).Ok();

        Assert.Matches("^logs-[0-9a-f]{7}$", first);
        Assert.Equal(first, (await scenario.ResourceAsync("logs"))["inputs"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_protected_resource_is_not_replaced()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Network("10.0.0.0/16", protect: true))).Ok();
        var before = (await scenario.StateAsync())["resources"]!.ToJsonString();

        var end = await scenario.UpAsync(Network("10.1.0.0/16", protect: true));

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, error => error.StartsWith("unable to replace resource", StringComparison.Ordinal));
        Assert.Equal(before, (await scenario.StateAsync())["resources"]!.ToJsonString());
    }

    static Func<InlineProgram, Task> Logs(string inputs, params string[] replaceOn) => program =>
        program.RegisterAsync(LogGroup, "logs", inputs, request => request.ReplaceOnChanges.Add(replaceOn));

    static Func<InlineProgram, Task> Network(string block, bool deleteFirst = false, bool protect = false) => async program =>
    {
        var vpc = await program.RegisterAsync(Vpc, "main", $$"""{"cidrBlock":"{{block}}"}""", request =>
        {
            (request.DeleteBeforeReplace, request.DeleteBeforeReplaceDefined) = (deleteFirst, deleteFirst);
            request.Protect = protect;
        });
        await program.RegisterAsync(Subnet, "a", $$"""{"cidrBlock":"10.0.1.0/24","vpcId":"{{vpc.Id}}"}""", request =>
        {
            request.Dependencies.Add(vpc.Urn);
            request.PropertyDependencies["vpcId"] = new() { Urns = { vpc.Urn } };
        });
    };
}

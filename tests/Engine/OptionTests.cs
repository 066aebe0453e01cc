namespace Infra.Tests.Engine;

public sealed class OptionTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", LogGroup = "aws:cloudwatch/logGroup:LogGroup", AwsProvider = "pulumi:providers:aws";

    [Fact]
    public async Task Ignored_changes_stay_as_they_were()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(LogGroup, "logs", """{"retentionInDays":7}"""))).Ok();

        var end = (await scenario.UpAsync(program => program.RegisterAsync(LogGroup, "logs", """{"retentionInDays":30}""", request => request.IgnoreChanges.Add("retentionInDays")))).Ok();

        Assert.Equal("""{"same":2}""", end.Changes);
        Assert.Equal(7, (await scenario.ResourceAsync("logs"))["inputs"]!["retentionInDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_protected_resource_is_neither_dropped_nor_destroyed()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(async program =>
        {
            await program.RegisterAsync(Vpc, "kept", "{}", request => request.Protect = true);
            await program.RegisterAsync(Vpc, "free");
        })).Ok();

        var up = await scenario.UpAsync(_ => Task.CompletedTask);
        var destroy = await scenario.CliAsync("destroy --yes --skip-preview --stack dev");

        Assert.Contains(up.Errors, error => error.Contains("cannot be deleted because it is protected"));
        Assert.Equal((1, 1), (up.ExitCode, destroy.ExitCode));
        Assert.Equal("delete", destroy.Ops("free"));
        Assert.Equal("", destroy.Ops("kept"));
        Assert.NotNull(await scenario.ResourceAsync("kept"));
        Assert.NotNull(await scenario.ResourceAsync("default"));
    }

    [Fact]
    public async Task The_order_of_keys_in_a_provider_s_json_is_no_change()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(AwsProvider, "aws", """{"defaultTags":"{\"tags\":{\"team\":\"shop\",\"stage\":\"dev\"}}"}"""))).Ok();

        var same = (await scenario.UpAsync(program => program.RegisterAsync(AwsProvider, "aws", """{"defaultTags":"{ \"tags\": { \"stage\": \"dev\", \"team\": \"shop\" } }"}"""))).Ok();
        var changed = (await scenario.UpAsync(program => program.RegisterAsync(AwsProvider, "aws", """{"defaultTags":"{\"tags\":{\"stage\":\"prod\",\"team\":\"shop\"}}"}"""))).Ok();

        Assert.Equal(("""{"same":2}""", """{"same":1,"update":1}"""), (same.Changes, changed.Changes));
    }

    [Fact]
    public async Task What_is_retained_leaves_the_state_but_not_the_cloud()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main", "{}", request => request.RetainOnDelete = true))).Ok();
        var id = (await scenario.ResourceAsync("main"))["id"]!.GetValue<string>();

        (await scenario.OkAsync("destroy --yes --skip-preview --stack dev")).Ok();

        Assert.False((await scenario.StateAsync()).ContainsKey("resources"));
        Assert.DoesNotContain("remove", await File.ReadAllTextAsync(Path.Combine(scenario.StateFolder, ".pulumi", "sandbox", "cloud.jsonl"), TestContext.Current.CancellationToken));
        Assert.StartsWith("vpc-", id);
    }

    [Fact]
    public async Task A_renamed_resource_with_an_alias_stays_the_same()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "old"))).Ok();
        var id = (await scenario.ResourceAsync("old"))["id"]!.GetValue<string>();

        var end = (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "new", "{}", request => request.Aliases.Add(new Pulumirpc.Alias { Spec = new() { Name = "old" } })))).Ok();

        Assert.Equal("""{"same":2}""", end.Changes);
        Assert.Equal(id, (await scenario.ResourceAsync("new"))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Default_tags_of_a_provider_reach_every_resource()
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.UpAsync(async program =>
        {
            var provider = await program.RegisterAsync(AwsProvider, "aws", """{"region":"us-east-1","allowedAccountIds":"[\"000000000000\"]","defaultTags":"{\"tags\":{\"team\":\"shop\"}}"}""");
            await program.RegisterAsync(Vpc, "main", """{"tags":{"name":"main"}}""", request => request.Provider = $"{provider.Urn}::{provider.Id}");
        })).Ok();

        var vpc = await scenario.ResourceAsync("main");
        Assert.Equal("""{"name":"main","team":"shop"}""", vpc["outputs"]!["tagsAll"]!.ToJsonString());
        Assert.StartsWith("arn:aws:ec2:us-east-1:", vpc["outputs"]!["arn"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_provider_that_allows_only_other_accounts_refuses()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(program => program.RegisterAsync(AwsProvider, "aws", """{"allowedAccountIds":"[\"111122223333\"]"}"""));

        Assert.Contains(end.Errors, error => error.Contains("The sandbox's AWS account is 000000000000; the provider allows only 111122223333."));
    }
}

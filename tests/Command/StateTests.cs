using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary>A state that is edited by hand.</summary>
public sealed class StateTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet";
    const string Main = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main", A = "urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::a";

    [Fact]
    public async Task A_resource_is_forgotten_but_not_while_another_needs_it()
    {
        await using var scenario = await UpAsync();

        var refused = await scenario.CliAsync($"state delete {Main} --yes --stack dev");
        await scenario.OkAsync($"state delete {Main} --target-dependents --yes --stack dev");

        Assert.Contains($"{A} depends on {Main}, which therefore can't be deleted; delete it first, or pass --target-dependents", refused.Error);
        Assert.Equal(["shop-dev"], await NamesAsync(scenario));
    }

    [Fact]
    public async Task A_protected_resource_is_forgotten_only_by_force_or_unprotected()
    {
        await using var scenario = await UpAsync(request => request.Protect = true);

        var refused = await scenario.CliAsync($"state delete {A} --yes --stack dev");
        await scenario.OkAsync($"state unprotect {A} --yes --stack dev");
        await scenario.OkAsync($"state delete {A} --yes --stack dev");
        await scenario.OkAsync($"state protect {Main} --yes --stack dev");
        await scenario.OkAsync($"state delete {Main} --force --yes --stack dev");

        Assert.Contains($"{A} is protected; run `pulumi state unprotect '{A}'` first, or pass --force", refused.Error);
        Assert.Equal(["shop-dev"], await NamesAsync(scenario));
    }

    [Fact]
    public async Task A_resource_gets_another_name_wherever_the_state_speaks_of_it()
    {
        await using var scenario = await UpAsync();

        await scenario.OkAsync($"state rename {Main} network --yes --stack dev");

        var renamed = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::network";
        Assert.Equal([renamed], (await scenario.ResourceAsync("a"))["dependencies"]!.AsArray().Select(urn => urn!.GetValue<string>()));
        Assert.DoesNotContain(Main, (await scenario.StateAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("state delete urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::maim --yes", "did you mean urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main")]
    [InlineData("state delete --yes", "pulumi state delete takes the URNs of resources, or --all")]
    [InlineData($"state delete {Main}", "--yes must be passed in to proceed when running in non-interactive mode")]
    [InlineData($"state rename {Main} sub$net --yes", "'sub$net' is no name for a resource")]
    [InlineData("state rename urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev other --yes", "The stack itself is renamed with `pulumi stack rename`")]
    public async Task What_would_break_a_state_is_refused(string command, string sentence)
    {
        await using var scenario = await UpAsync();
        var before = (await scenario.OkAsync("stack export --stack dev")).Output;

        Assert.Contains(sentence, (await scenario.CliAsync(command + " --stack dev")).Error);
        Assert.Equal(before, (await scenario.OkAsync("stack export --stack dev")).Output);
    }

    static async Task<Scenario> UpAsync(Action<Pulumirpc.RegisterResourceRequest>? with = null)
    {
        var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(async program =>
        {
            var vpc = await program.RegisterAsync(Vpc, "main");
            await program.RegisterAsync(Subnet, "a", $$"""{"vpcId":"{{vpc.Id}}","cidrBlock":"10.0.0.0/24"}""", request =>
            {
                request.Dependencies.Add(vpc.Urn);
                with?.Invoke(request);
            });
        })).Ok();
        return scenario;
    }

    static async Task<string[]> NamesAsync(Scenario scenario) =>
        [.. (await scenario.StateAsync())["resources"]!.AsArray().Select(resource => resource!["urn"]!.GetValue<string>().Split("::")[3]).Where(name => !name.StartsWith("default", StringComparison.Ordinal))];
}

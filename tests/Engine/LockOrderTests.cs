using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>Whoever rewrites a state takes its lock before it reads: what another writes in between would be lost.</summary>
public sealed class LockOrderTests
{
    [Theory]
    [InlineData("stack change-secrets-provider passphrase --stack dev")]
    [InlineData("stack import --stack dev")]
    [InlineData("stack rename other --stack dev")]
    [InlineData("stack rm dev --yes")]
    [InlineData("state delete --all --yes --stack dev")]
    [InlineData("state unprotect --all --yes --stack dev")]
    [InlineData("state rename urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main other --yes --stack dev")]
    [InlineData("refresh --yes --skip-preview --stack dev")]
    public async Task A_state_that_another_holds_is_not_read(string command)
    {
        await using var scenario = await Scenario.StartAsync();
        var export = new JsonObject { ["version"] = 3, ["deployment"] = (await scenario.StateAsync()).DeepClone() }.ToJsonString();
        await File.WriteAllTextAsync(scenario.CheckpointFile(), "no state", TestContext.Current.CancellationToken);
        var locks = Directory.CreateDirectory(Path.Combine(scenario.StateFolder, ".pulumi", "locks", "organization", Scenario.Project, "dev")).FullName;
        await File.WriteAllTextAsync(Path.Combine(locks, "theirs.json"), """{"pid":4,"username":"ann","hostname":"there","timestamp":"2026-01-01T00:00:00Z"}""", TestContext.Current.CancellationToken);

        var held = await scenario.CliAsync(command, export);
        Directory.Delete(locks, recursive: true);
        var read = await scenario.CliAsync(command, export);

        Assert.StartsWith("error: the stack is currently locked by 1 lock(s).", held.Error);
        Assert.Contains("dev.json is no JSON", read.Error);
    }
}

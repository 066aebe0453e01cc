using System.Diagnostics;
using Infra.Rpc;
using Infra.Tests.Engine;
using Pulumirpc;

namespace Infra.Tests.Policies;

/// <summary>What the SDK holds for packs of others.</summary>
public sealed class OwnPackTests(OwnPack own, ITestOutputHelper output) : IClassFixture<OwnPack>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_names_two_rules_alike_stops_everything_before_anything_moves()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Environment["RULES"] = "twice";

        var end = await scenario.PreviewAsync(program => program.RegisterAsync("aws:ec2/vpc:Vpc", "main"), $"--policy-pack {own.Folder}");

        Assert.Equal((1, 0), (end.ExitCode, end.Events.Count));
        Assert.Contains("""it ended with exit code 14 before it said its port: The pack 'own' has 2 rules called 'ends' ("It ends.", "It ends again."), and configuration, exemptions and reports tell rules apart by name: give each a name of its own.""", end.Error);
    }

    [Fact]
    public async Task Its_rules_are_tested_in_a_few_lines_of_its_own()
    {
        using var test = Process.Start(new ProcessStartInfo("dotnet", ["run", "--project", own.Folder]) { Environment = { ["RULES"] = "tried" }, RedirectStandardOutput = true })!;

        Assert.Equal("t 'web' is not kept. Else it is lost. Keep it.\n", await test.StandardOutput.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task Within_a_second_of_its_engines_death_it_is_gone_though_rules_hold_every_thread()
    {
        await PackCommand.DotnetAsync("build", own.Folder);

        var took = await Patient.BestAsync(async () =>
        {
            await using var engine = await KillableEngine.StartAsync(["dotnet", "run", "--no-build", "--project", own.Folder, "--"]);
            using var channel = new GrpcChannel(engine.Address);
            var asked = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(i => channel.CallAsync<AnalyzeRequest, AnalyzeResponse>("pulumirpc.Analyzer", "Analyze", new() { Type = "t", Urn = $"urn:{i}" }, Ct)).ToList();
            for (var held = 0; held < Environment.ProcessorCount; held++) Assert.Equal("holds a thread", await engine.ErrorLineAsync());

            var outlived = await engine.KillAsync();
            await Assert.ThrowsAsync<RpcException>(() => Task.WhenAll(asked));
            return outlived;
        });

        output.WriteLine($"{took.TotalMilliseconds:0} ms");
        Assert.InRange(took, TimeSpan.Zero, Patient.Second);
    }
}

namespace Infra.Tests.Engine;

public sealed class AnalyzerTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", TargetGroup = "aws:lb/targetGroup:TargetGroup";

    static readonly string pack = Path.Combine(AppContext.BaseDirectory, "Infra.Policies");

    [Theory]
    [InlineData("echo hello; sleep 60", "its first line is 'hello' instead of a port")]
    [InlineData("exit 3", "it ended with exit code 3 before it said its port")]
    [InlineData("echo out of order >&2; exit 4", "exit code 4 before it said its port: out of order")]
    [InlineData("sleep 60", "it did not say its port within 1 s")]
    [InlineData("echo 1; sleep 60", "does not answer pulumirpc.Analyzer/Handshake")]
    [InlineData("echo 70000; sleep 60", "its first line is '70000' instead of a port")]
    public async Task A_pack_that_can_not_be_relied_on_stops_everything_before_anything_moves(string script, string reason)
    {
        await using var scenario = await Scenario.StartAsync(options => options with { PackConnectTimeout = TimeSpan.FromSeconds(1) });
        var path = Script(scenario, script);

        var end = await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {path}");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"The policy pack {path} can't be relied on, so nothing is done: ", end.Error);
        Assert.Contains(reason, end.Error);
        Assert.Empty(end.Events);
    }

    [Fact]
    public async Task A_pack_that_is_not_there_stops_everything_too()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(_ => Task.CompletedTask, "--policy-pack nowhere");

        Assert.Contains("nowhere can't be relied on, so nothing is done: it is neither an executable file nor a folder with PulumiPolicy.yaml", end.Error);
    }

    [Fact]
    public async Task A_mandatory_violation_stops_an_update_before_the_resource_is_made_and_is_recorded_in_a_preview()
    {
        await using var scenario = await Scenario.StartAsync();

        var preview = await scenario.PreviewAsync(Bare, $"--policy-pack {pack}");
        var update = await scenario.UpAsync(Bare, $"--policy-pack {pack}");

        Assert.Equal((1, 1), (preview.ExitCode, update.ExitCode));
        Assert.Contains(preview.Of("policyEvent"), policy => policy["enforcementLevel"]!.GetValue<string>() == "mandatory" && policy["resourceUrn"]!.GetValue<string>().EndsWith("::bare", StringComparison.Ordinal));
        Assert.Equal("create", preview.Ops("bare"));
        Assert.Equal("", update.Ops("bare"));
        Assert.Equal("""["infra"]""", $"[\"{update.Summary["PolicyPacks"]!.AsObject().Single().Key.Split('|')[0]}\"]");

        static Task Bare(InlineProgram program) => program.RegisterAsync(TargetGroup, "bare", """{"port":80,"protocol":"HTTP","vpcId":"vpc-1"}""");
    }

    static string Script(Scenario scenario, string script)
    {
        var path = Path.Combine(scenario.Folder, "pack.sh");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

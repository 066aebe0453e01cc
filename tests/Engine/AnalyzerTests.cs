using Pulumirpc;

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
        await using var scenario = await Scenario.StartAsync(options => options with { Packs = new() { Connect = TimeSpan.FromSeconds(1) } });
        var path = FakePack.Script(scenario, script);

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

    [Fact]
    public async Task A_level_of_a_later_protocol_stops_everything_before_anything_moves()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var fake = await FakePack.StartAsync(scenario.Folder, (EnforcementLevel)9);

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {fake.Path}");

        Assert.Equal((1, 0), (end.ExitCode, end.Events.Count));
        Assert.Contains($"The policy pack {fake.Path} can't be relied on, so nothing is done: its answer to GetAnalyzerInfo has the enforcement level 9 of the policy 'rule', which this sandbox does not know: it speaks a later protocol, so take a newer sandbox, or the pack as built for this one.", end.Error);
    }

    [Theory]
    [InlineData("analyze", "its answer to Analyze has fields, which")]
    [InlineData("level", "its answer to Analyze has the enforcement level 9 of the policy 'rule', which")]
    [InlineData("stack", "its answer to AnalyzeStack has fields, which")]
    [InlineData("remediate", "its answer to Remediate has fields, which")]
    public async Task An_answer_of_a_later_protocol_fails_the_preview(string where, string reason)
    {
        // Field 15 is nobody's yet.
        byte[] later = [0x7a, 1, (byte)'x'];
        await using var scenario = await Scenario.StartAsync();
        await using var fake = await FakePack.StartAsync(scenario.Folder, EnforcementLevel.Remediate,
            analyze: (_, _) => Task.FromResult(where == "analyze" ? AnalyzeResponse.Parser.ParseFrom(later) : where == "level" ? FakePack.Finding("no", (EnforcementLevel)9) : new()),
            remediate: _ => where == "remediate" ? RemediateResponse.Parser.ParseFrom(later) : new(),
            analyzeStack: _ => where == "stack" ? AnalyzeResponse.Parser.ParseFrom(later) : new());

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {fake.Path}");

        Assert.Equal((1, "failed"), (end.ExitCode, end.Result));
        Assert.Contains(end.Errors, error => error.Contains(reason) && error.Contains("it speaks a later protocol"));
    }

    [Fact]
    public async Task Exemptions_that_can_not_be_read_stop_everything_before_anything_moves()
    {
        await using var scenario = await Scenario.StartAsync();
        File.WriteAllText(Path.Combine(scenario.WorkFolder, "policy-exemptions.yaml"), "- { rule: no-such-rule, resource: web, owner: shop-team, reason: Why not., expires: 2027-01-31 }\n- kept\n");

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {pack}");

        Assert.Equal((1, 0), (end.ExitCode, end.Events.Count));
        Assert.Contains("Handshake failed: ", end.Error);
        Assert.Contains("policy-exemptions.yaml:1: the pack 'infra' has no rule 'no-such-rule'; that of another pack is written PACK/no-such-rule.", end.Error);
        Assert.Contains("policy-exemptions.yaml:2: an exemption has rule, resource, owner, reason, expires.", end.Error);
    }

    [Fact]
    public async Task A_pack_that_falls_silent_fails_the_operation_once_and_not_once_for_each_resource()
    {
        await using var scenario = await Scenario.StartAsync(options => options with { Packs = new() { Call = TimeSpan.FromSeconds(1) } });
        var asked = 0;
        await using var fake = await FakePack.StartAsync(scenario.Folder, analyze: async (_, ct) =>
        {
            Interlocked.Increment(ref asked);
            await new TaskCompletionSource().Task.WaitAsync(ct);
            return new AnalyzeResponse();
        });

        var end = await scenario.PreviewAsync(async program =>
        {
            for (var i = 0; i < 20; i++) await program.RegisterAsync(Vpc, $"vpc{i}");
        }, $"--policy-pack {fake.Path}");

        Assert.Equal((1, 1), (end.ExitCode, asked));
        Assert.Contains(end.Errors, error => error.Contains($"The policy pack {fake.Path} can't be relied on, so nothing is done: Analyze was not answered within 1 s."));
    }

    [Fact]
    public async Task An_advisory_finding_is_shown_and_stops_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var fake = await FakePack.StartAsync(scenario.Folder, analyze: (_, _) => Task.FromResult(FakePack.Finding("better not", EnforcementLevel.Advisory)));

        var end = (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {fake.Path}")).Ok();

        Assert.Contains(end.Of("policyEvent"), policy => policy["message"]!.GetValue<string>() == "better not" && policy["enforcementLevel"]!.GetValue<string>() == "advisory");
        Assert.NotNull(await scenario.ResourceAsync("main"));
    }

    [Fact]
    public async Task A_remedy_changes_what_is_made()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var fake = await FakePack.StartAsync(scenario.Folder, EnforcementLevel.Remediate, remediate: request =>
        {
            if (request.Type != Vpc) return new RemediateResponse();
            var better = request.Properties.Clone();
            better.Fields["enableDnsHostnames"] = Google.Protobuf.WellKnownTypes.Value.ForBool(true);
            return new RemediateResponse { Remediations = { new Remediation { PolicyName = "rule", PolicyPackName = "fake", Properties = better } } };
        });

        var end = (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {fake.Path}")).Ok();

        Assert.Single(end.Of("policyRemediationEvent"));
        Assert.True((await scenario.ResourceAsync("main"))["inputs"]!["enableDnsHostnames"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_finding_about_the_whole_stack_fails_a_preview_with_unknown_values()
    {
        await using var scenario = await Scenario.StartAsync();
        AnalyzeStackRequest? seen = null;
        await using var fake = await FakePack.StartAsync(scenario.Folder, analyzeStack: request =>
        {
            seen = request;
            return FakePack.Finding("no traffic", urn: request.Resources.Single(resource => resource.Type == Vpc).Urn);
        });

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(Vpc, "main"), $"--policy-pack {fake.Path}");

        Assert.Equal((1, "failed"), (end.ExitCode, end.Result));
        Assert.Equal(Infra.Rpc.WireValues.Unknown, seen!.Resources.Single(resource => resource.Type == Vpc).Properties.Fields["arn"].StringValue);
        Assert.EndsWith("::main", Assert.Single(end.Of("policyEvent"))["resourceUrn"]!.GetValue<string>());
    }
}

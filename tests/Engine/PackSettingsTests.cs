using Pulumirpc;

namespace Infra.Tests.Engine;

/// <summary>Packs as <c>--policy-pack-config</c> sets them.</summary>
public sealed class PackSettingsTests
{
    const string TargetGroup = "aws:lb/targetGroup:TargetGroup", LogGroup = "aws:cloudwatch/logGroup:LogGroup";

    // What ours demands of it, by default: a delay that is written down, and a health check.
    const string Bare = """{"port":80,"protocol":"HTTP","vpcId":"vpc-1"}""";

    static readonly string ours = Path.Combine(AppContext.BaseDirectory, "Infra.Policies");

    [Theory]
    [InlineData("{}", "deregistration-delay, health-check-present")]
    [InlineData("""{"health-check-present":"advisory"}""", "deregistration-delay")]
    [InlineData("""{"all":"disabled"}""", "")]
    [InlineData("""{"all":"disabled","health-check-present":{"enforcementLevel":"mandatory"}}""", "health-check-present")]
    public async Task Levels_are_those_of_the_file(string settings, string refused)
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(program => program.RegisterAsync(TargetGroup, "bare", Bare), $"--policy-pack {ours} --policy-pack-config {Write(scenario, settings)}");

        Assert.Equal(refused, Refused(end));
        Assert.Equal(refused.Length == 0 ? 0 : 1, end.ExitCode);
    }

    [Fact]
    public async Task What_a_file_sets_reaches_the_rule_and_what_it_leaves_out_keeps_its_default()
    {
        await using var scenario = await Scenario.StartAsync();
        Task Logs(InlineProgram program) => program.RegisterAsync(LogGroup, "logs", """{"retentionInDays":3}""");

        var soon = await scenario.PreviewAsync(Logs, $"--policy-pack {ours} --policy-pack-config {Write(scenario, """{"logs-kept-a-year":"mandatory"}""")}");
        var enough = await scenario.PreviewAsync(Logs, $"--policy-pack {ours} --policy-pack-config {Write(scenario, """{"logs-kept-a-year":{"enforcementLevel":"mandatory","days":2}}""")}");

        Assert.Contains("logs-kept-a-year", Refused(soon));
        Assert.DoesNotContain("logs-kept-a-year", Refused(enough));
    }

    [Fact]
    public async Task Each_pack_has_the_file_that_stands_at_its_place()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var fake = await FakePack.StartAsync(scenario.Folder, analyze: (request, _) => Task.FromResult(request.Type == TargetGroup ? FakePack.Finding("not here") : new()));

        var end = await scenario.PreviewAsync(
            program => program.RegisterAsync(TargetGroup, "bare", Bare),
            $"--policy-pack {fake.Path} --policy-pack-config {Write(scenario, "{}", "none.json")} --policy-pack {ours} --policy-pack-config {Write(scenario, """{"all":"disabled"}""")}");

        Assert.Equal("rule", Refused(end));
    }

    [Theory]
    [InlineData("no-such.json", null, "--policy-pack-config ", " can't be read: ")]
    [InlineData("c.json", "{", "--policy-pack-config ", " is no JSON: ")]
    [InlineData("c.json", "[]", "an object is expected, of POLICY: LEVEL or POLICY: { SETTING: VALUE }.", "")]
    [InlineData("c.json", """{"a":"strict","b":3,"environments":["prod"]}""", "\"strict\" of \"a\" is no level; known: advisory, disabled, mandatory, remediate; \"b\" is neither a level nor an object of settings; \"environments\" are opened by Pulumi Cloud", "")]
    [InlineData("c.json", """{"logs-kept-a-year":{"days":"hunter2"}}""", "c.json does not keep what the policy pack 'infra' asks of its configuration: logs-kept-a-year.days: value is \"string\" but should be \"number\".", "")]
    [InlineData("c.json", """{"no-such-rule":"mandatory"}""", "there is no rule 'no-such-rule'", "")]
    public async Task A_file_that_can_not_be_used_stops_everything_before_anything_moves(string file, string? settings, string sentence, string more)
    {
        await using var scenario = await Scenario.StartAsync();
        if (settings is not null) Write(scenario, settings, file);

        var end = await scenario.UpAsync(program => program.RegisterAsync(TargetGroup, "bare", Bare), $"--policy-pack {ours} --policy-pack-config {Path.Combine(scenario.WorkFolder, file)}");

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains(sentence, end.Error);
        Assert.Contains(more, end.Error);
        Assert.DoesNotContain("hunter2", end.Error);
        Assert.Empty(end.Events);
    }

    [Fact]
    public async Task There_is_a_file_for_every_pack_or_for_none()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.PreviewAsync(_ => Task.CompletedTask, $"--policy-pack {ours} --policy-pack other --policy-pack-config {Write(scenario, "{}")}");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("There are 2 policy packs and 1 files for --policy-pack-config: give one for each pack, in the order of the packs ({} in a file sets nothing).", end.Error);
    }

    static string Write(Scenario scenario, string settings, string name = "config.json")
    {
        File.WriteAllText(Path.Combine(scenario.WorkFolder, name), settings);
        return name;
    }

    static string Refused(CommandEnd end) => string.Join(", ", end.Of("policyEvent").Where(policy => policy["enforcementLevel"]!.GetValue<string>() == "mandatory").Select(policy => policy["policyName"]!.GetValue<string>()).Order(StringComparer.Ordinal));
}

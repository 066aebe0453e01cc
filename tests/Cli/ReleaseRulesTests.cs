using System.Diagnostics;
using Infra.Cli.Composition;
using Infra.Orchestrator.Policies;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

/// <summary>The pack itself, asked what a rollout may do.</summary>
public sealed class ReleaseRulesTests
{
    const string Critical = """{ "SchemaVersion": 2, "ArtifactName": "shop/web", "Results": [ { "Vulnerabilities": [ { "Severity": "CRITICAL" } ] } ] }""";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_gets_users_only_by_the_projects_rules()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.ServeAsync();
        var v2 = await project.ImageAsync("v2");
        string[] approved = ["--approved-by", "ana", "--approved-by", "bo"];
        File.WriteAllText(Path.Combine(project.Folder, "scan.json"), Critical);

        Write("no-shift-in-freeze: { freezes: [ 2026-01-01/2100-01-01 ] }");
        var frozen = await project.RunAsync(["rollout", "web", "--release", v2]);
        Write("approvals-present: { services: [ web ] }");
        var alone = await project.RunAsync(["rollout", "web", "--release", v2, "--approved-by", "ana", "--approved-by", Environment.UserName]);
        var unclean = await project.RunAsync(["rollout", "web", "--release", v2, .. approved, "--evidence", "scan.json"]);
        Write("approvals-present: { services: [ webb ");
        var unsure = await project.RunAsync(["rollout", "web", "--release", v2]);
        Write("approvals-present: { services: [ web ] }");
        var good = await project.RunAsync(["rollout", "web", "--release", v2, .. approved]);

        Assert.Equal((5, 5, 5), (frozen.ExitCode, alone.ExitCode, unclean.ExitCode));
        Assert.Contains("no-shift-in-freeze: v2 of web in local would get users in the freeze 2026-01-01/2100-01-01.", frozen.Output, StringComparison.Ordinal);
        Assert.Contains("approvals-present: v2 of web in local needs 2 approvals and has 1, of ana;", alone.Output, StringComparison.Ordinal);
        Assert.Contains("scan-without-criticals: scan.json, a scan by Trivy, has 1 critical findings in v2 of web in local.", unclean.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, unsure.ExitCode);
        Assert.True(unsure.Output.Contains("policy-config.yaml:2: this is no YAML", StringComparison.Ordinal), unsure.Output + unsure.Error);
        Assert.True(good.ExitCode == 0, good.Output + good.Error);

        void Write(string configuration) => File.WriteAllText(Path.Combine(project.Folder, "policy-config.yaml"), configuration);
    }

    [Fact]
    public async Task Evidence_that_can_not_be_read_is_told_file_by_file()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");

        var refused = await project.RunAsync("rollout", "web", "--release", $"sha256:{new string('a', 64)}", "--evidence", "none.json", "--evidence", "infra.yaml", "--approved-by", " ");

        Assert.Equal(14, refused.ExitCode);
        Assert.Contains("--evidence none.json: it can't be read", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--evidence infra.yaml: it is no report that could be read", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--approved-by \" \": that is nobody's name", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_was_killed_is_started_anew_for_the_next_question()
    {
        using var project = new TemporaryFolder();
        await using var rules = new PackRules(Path.Combine(AppContext.BaseDirectory, "Infra.Policies"), project.Path);
        Assert.Empty(await rules.JudgeAsync(Provision(from: 0), Ct));

        using (var pack = Process.GetProcessById(rules.ProcessId!.Value)) pack.Kill();
        var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => rules.JudgeAsync(Provision(from: 0), Ct));

        Assert.EndsWith("Nothing is done without its word.", broken.Message, StringComparison.Ordinal);
        Assert.Equal("idle-side-only", Assert.Single(await rules.JudgeAsync(Provision(from: 5), Ct)).Policy);
    }

    static ReleaseEvent Provision(int from) => ReleaseEvent.Of(
        Some.Plan().Steps.OfType<Infra.Orchestrator.Rollouts.PlannedStep.Provision>().Single(),
        Infra.Orchestrator.Rollouts.Ledger.Open(Some.Plan()) with { Set = Scenario.Shares(100 - from, from) },
        Some.Noon);
}

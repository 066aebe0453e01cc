using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Policies;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Tests.Support;
using FakePack = Infra.Tests.Engine.FakePack;

namespace Infra.Tests.Cli;

/// <summary>The pack itself, asked what a rollout may do.</summary>
public sealed class ReleaseRulesTests
{
    const string Critical = """{ "SchemaVersion": 2, "ArtifactName": "shop/web", "Results": [ { "Vulnerabilities": [ { "Severity": "CRITICAL" } ] } ] }""";

    static readonly string ours = Path.Combine(AppContext.BaseDirectory, "Infra.Policies");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_gets_users_only_by_the_projects_rules()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.ServeAsync();
        var v2 = await project.ImageAsync("v2");
        string[] approved = ["--approved-by", "ana", "--approved-by", "bo"];
        File.WriteAllText(Path.Combine(project.Folder, "scan.json"), Critical);
        using ECDsa builder = ECDsa.Create(ECCurve.NamedCurves.nistP256), stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(project.Folder, "builder.pub"), builder.ExportSubjectPublicKeyInfoPem());
        File.AppendAllText(Path.Combine(project.Folder, ServiceCatalog.FileName), "\nevidenceKeys: [ builder.pub ]\n");
        WriteProvenance("forged.json", v2, stranger);
        WriteProvenance("built.json", v2, builder);

        Write("no-shift-in-freeze: { freezes: [ 2026-01-01/2100-01-01 ] }");
        var frozen = await project.RunAsync(["rollout", "web", "--release", v2]);
        Write("approvals-present: { services: [ web ] }");
        var alone = await project.RunAsync(["rollout", "web", "--release", v2, "--approved-by", "ana", "--approved-by", Environment.UserName]);
        var unclean = await project.RunAsync(["rollout", "web", "--release", v2, .. approved, "--evidence", "scan.json"]);
        var forged = await project.RunAsync(["rollout", "web", "--release", v2, .. approved, "--evidence", "forged.json"]);
        Write("approvals-present: { services: [ webb ");
        var unsure = await project.RunAsync(["rollout", "web", "--release", v2]);
        Write("approvals-present: { services: [ web ] }\nprovenance-from-builder: { builders: [ https://builder.example ] }");
        var good = await project.RunAsync(["rollout", "web", "--release", v2, .. approved, "--evidence", "built.json"]);

        Assert.Equal((5, 5, 5, 5), (frozen.ExitCode, alone.ExitCode, unclean.ExitCode, forged.ExitCode));
        Assert.Contains("provenance-signed: forged.json of v2 of web in local is signed by none of the keys that the project trusts.", forged.Output, StringComparison.Ordinal);
        Assert.Contains("no-shift-in-freeze: v2 of web in local would get users in the freeze 2026-01-01/2100-01-01.", frozen.Output, StringComparison.Ordinal);
        Assert.Contains("approvals-present: v2 of web in local needs 2 approvals and has 1, of ana;", alone.Output, StringComparison.Ordinal);
        Assert.Contains("scan-without-criticals: scan.json, a scan by Trivy, has 1 critical findings in v2 of web in local.", unclean.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, unsure.ExitCode);
        Assert.True(unsure.Output.Contains("policy-config.yaml:2: this is no YAML", StringComparison.Ordinal), unsure.Output + unsure.Error);
        Assert.True(good.ExitCode == 0, good.Output + good.Error);

        void Write(string configuration) => File.WriteAllText(Path.Combine(project.Folder, "policy-config.yaml"), configuration);

        void WriteProvenance(string name, string release, ECDsa signer)
        {
            const string Type = "application/vnd.in-toto+json";
            var statement = $$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"{{release[^64..]}}" } } ],"predicateType":"https://slsa.dev/provenance/v1","predicate":{"runDetails":{"builder":{"id":"https://builder.example" } } } }""";
            var signature = signer.SignData(Encoding.UTF8.GetBytes($"DSSEv1 {Type.Length} {Type} {statement.Length} {statement}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            File.WriteAllText(Path.Combine(project.Folder, name), $$"""{"payloadType":"{{Type}}","payload":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(statement))}}","signatures":[{"sig":"{{Convert.ToBase64String(signature)}}"}]}""");
        }
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
    public async Task A_pack_of_the_projects_own_judges_previews_and_releases_beside_ours()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.ServeAsync();
        var v2 = await project.ImageAsync("v2");
        ConcurrentDictionary<string, bool> judged = [];
        await using var team = await FakePack.StartAsync(project.Temporary, analyze: (question, _) =>
        {
            judged[question.Type] = true;
            return Task.FromResult(question.Type == "infra:release:Shift" ? FakePack.Finding("Nobody is on call.") : new());
        });

        File.AppendAllText(Path.Combine(project.Folder, ServiceCatalog.FileName), $"\npolicyPacks: [ {team.Path} ]\n");
        var refused = await project.RunAsync("rollout", "web", "--release", v2);
        File.Delete(team.Path);
        var unsure = await project.RunAsync("rollout", "web", "--release", v2);
        var doctor = await project.RunAsync("doctor");

        Assert.True(refused.ExitCode == 5, refused.Output + refused.Error);
        Assert.Contains("fake/rule: Nobody is on call.", refused.Output, StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "aws:ecs/service:Service", "infra:release:Provision", "infra:release:Shift" }, judged.Keys.ToHashSet());
        Assert.NotEqual(0, unsure.ExitCode);
        Assert.Contains($"The policy pack {team.Path} can't be relied on, so nothing is done", unsure.Output + unsure.Error, StringComparison.Ordinal);
        Assert.Contains($"The project's policy pack {team.Path} is neither an executable file nor a folder with PulumiPolicy.yaml", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_was_killed_is_started_anew_for_the_next_question()
    {
        using var project = new TemporaryFolder();
        await using var packs = new PolicyPacks(new(), TimeProvider.System);
        var rules = new PackRules(packs, [ours], project.Path);
        Assert.Empty(await rules.JudgeAsync(Provision(from: 0), Ct));

        await using (var lease = await packs.LeaseAsync([new(ours)], new(), new(project.Path, project.Path, ImmutableDictionary<string, string?>.Empty), Ct))
        {
            using var pack = Process.GetProcessById(lease.Packs[0].ProcessId);
            pack.Kill();
            await pack.WaitForExitAsync(Ct);
        }

        Assert.Equal("idle-side-only", Assert.Single(await rules.JudgeAsync(Provision(from: 5), Ct)).Policy);
    }

    [Fact]
    public async Task A_pack_that_falls_silent_allows_nothing()
    {
        using var project = new TemporaryFolder();
        await using var packs = new PolicyPacks(new() { Call = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        await using var silent = await FakePack.StartAsync(project.Path, analyze: async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return new();
        });

        var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => new PackRules(packs, [ours, silent.Path], project.Path).JudgeAsync(Provision(from: 0), Ct));

        Assert.Equal($"The release could not be judged. The policy pack {silent.Path} can't be relied on, so nothing is done: Analyze was not answered within 1 s.", broken.Message);
    }

    static ReleaseEvent Provision(int from) => ReleaseEvent.Of(
        Some.Plan().Steps.OfType<Infra.Orchestrator.Rollouts.PlannedStep.Provision>().Single(),
        Infra.Orchestrator.Rollouts.Ledger.Open(Some.Plan()) with { Set = Scenario.Shares(100 - from, from) },
        Some.Noon);
}

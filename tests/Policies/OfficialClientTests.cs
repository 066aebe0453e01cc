using System.Diagnostics;
using System.Text.Json.Nodes;
using Infra.Policies.Rules;

namespace Infra.Tests.Policies;

/// <summary>The pack as Pulumi's own generated client for Node.js (@pulumi/pulumi/proto) sees it.</summary>
public sealed class OfficialClientTests
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(4);

    // As the protocol numbers them.
    const int Advisory = 0, Mandatory = 1;

    static string Folder => Path.Combine(Repository.Root, "tests", "node");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StartMode.Folder)]
    [InlineData(StartMode.File)]
    public async Task Every_method_answers_the_official_client(StartMode mode)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), $"The official client is not installed: run `npm ci --prefix tests/node` ({Folder} has no node_modules).");
        await using var pack = await PackProcess.StartAsync(mode);

        var said = await SayAsync(pack.Address);

        Assert.Equal("0.1.0", (string?)said["pluginInfo"]!["version"]);
        Assert.Equal(AllRules.List.Select(rule => rule.Name), Names(said["analyzerInfo"]!["policiesList"], "name"));
        Assert.DoesNotContain(said["byDigest"]!["diagnosticsList"]!.AsArray(), diagnostic => (int)diagnostic!["enforcementlevel"]! == Mandatory);
        Assert.Empty(said["remediate"]!["remediationsList"]!.AsArray());
        Assert.Contains("serving-environment-unchanged", Names(said["byDigest"]!["notApplicableList"], "policyName"));
        Assert.Equal(Mandatory, LevelOf("artefact-by-digest", said["byTag"]!));
        Assert.StartsWith("Container 'web' of TaskDefinition 'web' runs 'shop/web:größer', which is the tag 'größer'", Message("artefact-by-digest", said["byTag"]!));
        Assert.Equal(Mandatory, LevelOf("drains-before-stop", said["stack"]!));
        Assert.StartsWith("TargetGroup 'web' drains for 90 s, and Container 'web' of TaskDefinition 'web' is killed 60 s", Message("drains-before-stop", said["stack"]!));
        Assert.Equal(3, (int)said["badConfigure"]!["code"]!);
        Assert.Contains("there is no rule 'no-such-rule'", (string?)said["badConfigure"]!["details"]);
        Assert.Equal(Advisory, LevelOf("artefact-by-digest", said["byTagAdvised"]!));
        Assert.Equal("The configuration of the policy pack 'infra' does not fit it: 'artefact-by-digest' is set to level 9, which the pack does not know (known: 0 advisory, 1 mandatory, 2 disabled, 3 remediate).", (string?)said["badLevel"]!["details"]);
        Assert.InRange((int)said["largeBytes"]!, 3 << 20, 4 << 20);
        Assert.Equal(Mandatory, LevelOf("queue-encrypted", said["large"]!));
        Assert.Equal(["sqsManagedSseEnabled"], said["largeRemedied"]!.AsArray().Select(key => (string?)key));
        Assert.Empty(said["largeStack"]!["diagnosticsList"]!.AsArray());
        Assert.Equal(1000, (int)said["crowd"]!);
        Assert.InRange((int)said["strangers"]!["asked"]!, 30, int.MaxValue);
        Assert.Equal((int)said["strangers"]!["asked"]!, (int)said["strangers"]!["refused"]!);
        Assert.Empty(said["leaks"]!.AsArray());
        Assert.Equal((0, "", ""), await pack.EndedAsync());
    }

    static async Task<JsonObject> SayAsync(string address)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["analyzer.js", address]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(Ct), node.StandardError.ReadToEndAsync(Ct));
        await node.WaitForExitAsync(Ct).WaitAsync(patience, Ct);
        Assert.True(node.ExitCode == 0, await error);
        return JsonNode.Parse(await output)!.AsObject();
    }

    static IEnumerable<string?> Names(JsonNode? list, string field) => list!.AsArray().Select(item => (string?)item![field]);

    static int LevelOf(string policy, JsonNode answer) => (int)Only(policy, answer)["enforcementlevel"]!;

    static string? Message(string policy, JsonNode answer) => (string?)Only(policy, answer)["message"];

    static JsonNode Only(string policy, JsonNode answer) => Assert.Single(answer["diagnosticsList"]!.AsArray(), diagnostic => (string?)diagnostic!["policyname"] == policy)!;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.Cli;

/// <summary><c>infra policy</c>, as people and pipelines use it.</summary>
public sealed class PolicyVerbTests
{
    private const int Violation = 5, BadInput = 14;

    [Fact]
    public async Task An_update_counts_its_advices_in_one_line_and_the_command_that_it_names_tells_each()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        var up = await project.RunAsync("up", "network", "--json");
        using var answer = JsonDocument.Parse(up.Output);
        var violations = answer.RootElement.GetProperty("stacks")[0].GetProperty("violations").EnumerateArray().Select(violation => (Rule: violation.GetProperty("policy").GetString(), Urn: violation.GetProperty("urn").GetString())).ToList();

        var named = Regex.Match(up.Error, @"^(\d+) advices; `infra (policy check --stage local)` tells them\.$", RegexOptions.Multiline);
        using var report = JsonDocument.Parse(await project.DoAsync([.. named.Groups[2].Value.Split(' '), "--json"]));

        Assert.Equal($"{violations.Count}", named.Groups[1].Value);
        Assert.DoesNotContain("(advisory)", up.Error, StringComparison.Ordinal);
        Assert.Empty(violations.Except(report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("rule").GetString(), finding.GetProperty("urn").GetString()))));
    }

    [Fact]
    public async Task A_preview_and_a_file_are_judged_alike_and_a_violation_has_its_exit_code()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.DoAsync("up", "network");
        var state = Path.Combine(project.Folder, "state.json");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n", TestContext.Current.CancellationToken);
        await project.DoAsync("pulumi", "stack", "export", "--stack", "local.network", "--file", state);

        var (preview, file) = (await ReportAsync(project, "network"), await ReportAsync(project, state));
        Assert.Equal((false, false), (preview.GetProperty("refused").GetBoolean(), file.GetProperty("refused").GetBoolean()));
        Assert.Equal(preview.GetProperty("resources").GetInt32(), file.GetProperty("resources").GetInt32());

        await OpenAsync(state, port: 22);
        var refused = await project.RunAsync("policy", "check", state);
        Assert.Equal(Violation, refused.ExitCode);
        Assert.Contains("refused", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_listed_explained_and_tested_and_what_is_not_there_is_one_sentence()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        var cases = Path.Combine(project.Folder, "cases.yaml");
        await File.WriteAllTextAsync(cases, "- rule: deregistration-delay\n  passes: [ { deregistrationDelay: 30 } ]\n  violates: [ { deregistrationDelay: 30 } ]\n", TestContext.Current.CancellationToken);

        using var list = JsonDocument.Parse(await project.DoAsync("policy", "list", "--json"));
        Assert.Contains(list.RootElement.EnumerateArray(), rule => rule.GetProperty("name").GetString() == "serving-environment-unchanged");
        Assert.Contains("An environment that serves users is not modified.", await project.DoAsync("policy", "explain", "serving-environment-unchanged"), StringComparison.Ordinal);
        var tested = await project.RunAsync("policy", "test", cases);
        Assert.Equal((1, "1 rules, 1 cases as expected, 1 not."), (tested.ExitCode, tested.Output.TrimEnd().Split('\n')[^1]));

        Assert.Equal((BadInput, "The pack 'infra' has no rule 'nope'; `list` names those it has.\n"), await SaidAsync("explain", "nope"));
        await File.WriteAllTextAsync(cases, "{}", TestContext.Current.CancellationToken);
        Assert.Equal(BadInput, (await SaidAsync("check", cases)).ExitCode);

        async Task<(int ExitCode, string Error)> SaidAsync(params string[] args)
        {
            var ended = await project.RunAsync(["policy", .. args]);
            return (ended.ExitCode, ended.Error);
        }
    }

    /// <summary>What is open to the world is another port in the file.</summary>
    private static async Task OpenAsync(string state, int port)
    {
        var root = JsonNode.Parse(await File.ReadAllTextAsync(state))!;
        var inputs = Assert.Single(root["deployment"]!["resources"]!.AsArray(), resource => $"{resource!["inputs"]?["cidrIpv4"]}" == "0.0.0.0/0" && $"{resource["type"]}".Contains("Ingress", StringComparison.Ordinal))!["inputs"]!;
        (inputs["fromPort"], inputs["toPort"]) = (port, port);
        await File.WriteAllTextAsync(state, root.ToJsonString());
    }

    private static async Task<JsonElement> ReportAsync(ShopProject project, string what)
    {
        using var report = JsonDocument.Parse(await project.DoAsync("policy", "check", what, "--json"));
        return report.RootElement.Clone();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.Cli;

/// <summary>Files of a real run, broken in every way that disks and people know: one sentence each, and nothing is moved.</summary>
public sealed class BrokenFileTests
{
    private const string WithPause = "[ { setWeight: 20, bake: 500ms }, { pause: 8s }, { setWeight: 50, bake: 500ms } ]";

    private static readonly string[][] _verbs =
    [
        ["resume", "web"], ["rollback", "web"], ["abort", "web"], ["promote", "web"], ["rollout", "web", "--release", $"v3@sha256:{new string('a', 64)}"],
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journal_that_was_edited_cut_or_emptied_moves_nobody_and_a_torn_one_reads_the_weights_again()
    {
        await using var project = new ShopProject(WithPause);
        await project.ServeAsync();
        await using (var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2")))
        {
            await rollout.ToldAsync("... wait 8 s");
            await rollout.SignalAsync("KILL");
            await rollout.EndAsync();
        }

        var file = project.Journal;
        var whole = await File.ReadAllTextAsync(file, Ct);
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var head = Output(await project.DoAsync("outputs", "web.traffic", "--json"), "journalHead");
        var known = Array.FindIndex(lines, line => line.Contains(head, StringComparison.Ordinal));

        await RefusedAsync(project, file, Text([.. lines[..2], lines[2].Replace("\"n\":3", "\"n\": 3", StringComparison.Ordinal), .. lines[3..]]), $"{file}, line 3: this record was changed after it was written");
        await RefusedAsync(project, file, Text([.. lines[..4], .. lines[5..]]), $"{file}, line 5: this record was changed after it was written, or records before it are missing");
        await RefusedAsync(project, file, Text(lines[..known]), $"has no such line in its {known}: it is an older copy or another runner's");
        await RefusedAsync(project, file, "", "is empty");

        await File.WriteAllTextAsync(file, whole[..^9], Ct);
        var rule = await MoveAsync(project, 33);
        var stopped = await project.RunAsync("resume", "web");
        Assert.Equal(12, stopped.ExitCode);
        Assert.Contains("33%", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(rule, await RuleAsync(project));
        await project.DoAsync("up", "web.traffic", "--refresh");
        Assert.Contains("Promoted", await project.DoAsync("resume", "web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_was_truncated_or_edited_is_refused_and_comes_back_from_history_or_backup()
    {
        await using var project = new ShopProject(WithPause);
        await project.ServeAsync();
        var file = Path.Combine(project.State, "stacks", "infra", "local.web.traffic.json");
        var whole = await File.ReadAllTextAsync(file, Ct);

        await File.WriteAllTextAsync(file, whole[..(whole.Length / 2)], Ct);
        foreach (var verb in new string[][] { ["up", "web.traffic"], ["preview", "web.traffic"], ["status"], ["resume", "web"] })
        {
            var ended = await project.RunAsync(verb);
            Assert.NotEqual(0, ended.ExitCode);
            var said = ended.Output + ended.Error;
            Assert.Contains($"{file} is no JSON", said, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed. `infra state restore local.web.traffic` brings back the newest entry of its history (local.web.traffic-", said, StringComparison.Ordinal);
            // A line about a stack is kept short.
            if (verb[0] is "status" or "resume")
                Assert.Contains(" or its backup (local.web.traffic.json.bak of ", said, StringComparison.Ordinal);
        }

        var asked = await project.RunAsync("state", "restore", "web.traffic");
        Assert.Equal(16, asked.ExitCode);
        Assert.Equal(whole[..(whole.Length / 2)], await File.ReadAllTextAsync(file, Ct));
        Assert.Contains("See with `infra preview local.web.traffic --refresh`", await project.DoAsync("state", "restore", "web.traffic", "--yes"), StringComparison.Ordinal);
        Assert.Equal(whole, await File.ReadAllTextAsync(file, Ct));
        Assert.Equal(whole[..(whole.Length / 2)], await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!, "*.broken-*")), Ct));
        Assert.EndsWith("\"changes\":0}", (await project.DoAsync("preview", "web.traffic", "--refresh", "--json")).Trim(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, whole.Replace("\"weight\":100", "\"weight\":90", StringComparison.Ordinal), Ct);
        Assert.Contains($"{file} was changed after it was written. Nothing was changed.", (await project.RunAsync("up", "web.traffic")).Output, StringComparison.Ordinal);
        var kept = Path.Combine(project.Folder, "kept.json");
        await File.WriteAllTextAsync(kept, whole, Ct);
        await project.DoAsync("state", "restore", "web.traffic", "--from", kept, "--yes");
        Assert.Equal(whole, await File.ReadAllTextAsync(file, Ct));
        Assert.Equal(11, (await project.RunAsync("state", "restore", "web.blue", "--from", kept, "--yes")).ExitCode);
        await project.DoAsync("state", "restore", "web.traffic", "--from", "backup", "--yes");
        Assert.NotEqual(whole, await File.ReadAllTextAsync(file, Ct));
    }

    private static async Task RefusedAsync(ShopProject project, string file, string text, string because)
    {
        await File.WriteAllTextAsync(file, text, Ct);
        var rule = await RuleAsync(project);
        foreach (var verb in _verbs)
        {
            var ended = await project.RunAsync(verb);
            Assert.True(ended.ExitCode is 11 or 12, $"{string.Join(' ', verb)} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
            Assert.Contains(because, ended.Output + ended.Error, StringComparison.Ordinal);
            Assert.Equal(text, await File.ReadAllTextAsync(file, Ct));
            Assert.Equal(rule, await RuleAsync(project));
        }
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(line => $"{line}\n"));

    private static async Task<string> RuleAsync(ShopProject project)
    {
        using var world = project.World;
        return JsonSerializer.Serialize(await FindAsync(project, world));
    }

    private static async Task<string> MoveAsync(ShopProject project, int toSecond)
    {
        using var world = project.World;
        var rule = await FindAsync(project, world);
        ImmutableArray<WeightedTargetGroup> groups = [rule.Action.Forward[0] with { Weight = 100 - toSecond }, rule.Action.Forward[1] with { Weight = toSecond }];
        await world.PutAsync(rule with { Action = new RuleAction { Forward = groups } }, Ct);
        return await RuleAsync(project);
    }

    private static async Task<Rule> FindAsync(ShopProject project, Infra.Sandbox.World.WorldClient world)
    {
        var rule = await world.FindRuleAsync(Output(await project.DoAsync("outputs", "web.traffic", "--json"), "rule"), Ct);
        Assert.NotNull(rule);
        return rule;
    }

    private static string Output(string json, string name)
    {
        using var outputs = JsonDocument.Parse(json);
        return outputs.RootElement.GetProperty("local.web.traffic").GetProperty(name).GetString()!;
    }
}

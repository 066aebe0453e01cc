using System.Text.Json.Nodes;
using Infra.Rpc;
using Infra.Tests.Cli;
using Infra.Tests.Engine;
using Infra.Tests.Support;

namespace Infra.Tests.Command;

/// <summary>Two processes that update two stacks of one cloud at the same time.</summary>
public sealed class TwoUpdatesTests
{
    const int Logs = 200, Names = 20;

    [Fact]
    public async Task Both_are_complete_and_what_they_wrote_of_the_cloud_reads_whole()
    {
        using var project = new PulumiProject();

        var ended = await BothAsync(project, program => Task.WhenAll(Enumerable.Range(0, Logs).Select(at => program.RegisterAsync("aws:cloudwatch/logGroup:LogGroup", $"log{at}"))));

        Assert.All(ended, one => Assert.True(one.ExitCode == 0, $"{one.Output}{one.Error}"));
        var stated = new List<string>();
        foreach (var stack in new[] { "one", "two" })
            stated.AddRange(from resource in JsonNode.Parse(await project.OkAsync("stack", "export", "--stack", stack))!["deployment"]!["resources"]!.AsArray()
                            where resource["type"]!.GetValue<string>().StartsWith("aws:", StringComparison.Ordinal)
                            select resource["outputs"]!["arn"]!.GetValue<string>());
        Assert.Equal(2 * Logs, stated.Count);
        Assert.Equal(stated.Order(), Cloud(project).Living().Order());
        Assert.Equal(4 * Logs, Cloud(project).Lines.Length);
    }

    [Fact]
    public async Task Of_two_objects_with_one_name_only_the_first_is_made()
    {
        using var project = new PulumiProject();

        var ended = await BothAsync(project, program => Task.WhenAll(Enumerable.Range(0, Names).Select(async at =>
        {
            try
            {
                await program.RegisterAsync("kubernetes:core/v1:ConfigMap", $"map{at}", $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"map{{{at}}}","namespace":"default"}}""");
            }
            catch (RpcException)
            {
                // The other stack's came first.
            }
        })), "--continue-on-error");

        var made = Cloud(project).Changes.Where(change => change.Key == "add").Select(change => change.Value!["key"]!.GetValue<string>()).ToList();
        Assert.Equal(Names, made.Count);
        Assert.Equal(Names, made.Distinct().Count());
        Assert.All(Enumerable.Range(0, Names), at => Assert.Single(ended, one => (one.Output + one.Error).Contains($"default/map{at} already exists (409)", StringComparison.Ordinal)));
    }

    /// <summary>Neither begins before the other is there.</summary>
    static async Task<InfraProcess.Ended[]> BothAsync(PulumiProject project, Func<InlineProgram, Task> declare, params string[] flags)
    {
        await project.OkAsync("login", $"file://{project.State}");
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var missing = 2;
        await using var server = await PulumiProject.ServeAsync(async (program, ct) =>
        {
            if (Interlocked.Decrement(ref missing) == 0) there.SetResult();
            await there.Task.WaitAsync(ct);
            await declare(program);
        });
        foreach (var stack in new[] { "one", "two" }) await project.OkAsync("stack", "init", stack);
        await using var one = Start("one");
        await using var two = Start("two");
        return await Task.WhenAll(one.EndAsync(), two.EndAsync());

        InfraProcess Start(string stack) => project.Start(["up", "--yes", "--skip-preview", "--stack", stack, $"--client={server.Address}", .. flags], ("PULUMI_HOME", project.Home), ("PULUMI_CONFIG_PASSPHRASE", "correct horse"));
    }

    static CloudFile Cloud(PulumiProject project) => new(Path.Combine(project.State, ".pulumi", "sandbox", "cloud.jsonl"));
}

using System.Text.Json.Nodes;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.State;

namespace Infra.Tests.Engine;

/// <summary>The log beside a checkpoint: what a process that died leaves of it, and what others see while it grows.</summary>
public sealed class StepLogTests
{
    const string Vpc = "aws:ec2/vpc:Vpc";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_loads_after_every_prefix_of_its_log_without_the_line_that_was_being_written()
    {
        await using var left = await LeftAsync();
        var (whole, lines) = (0, left.Lines);
        for (var at = 1; at < lines.Length; at++)
        {
            await left.WriteAsync(lines.Take(at));
            var living = await left.NamesAsync();
            await left.WriteAsync(lines.Take(at), torn: lines[at][..^2]);

            Assert.Equal(living, await left.NamesAsync());
            Assert.True(living.Length >= whole, $"After {at} lines it has {living.Length} resources, before that it had {whole}.");
            whole = living.Length;
        }

        await left.WriteAsync(lines);
        Assert.Equal(["default", "first", "second", "shop-dev"], await left.NamesAsync());
    }

    [Fact]
    public async Task What_was_begun_and_not_ended_is_pending()
    {
        await using var left = await LeftAsync();
        var begun = left.Lines.Index().First(line => line.Item.Contains("\"begin\"")).Index;

        await left.WriteAsync(left.Lines.Take(begun + 1));

        Assert.Equal("creating", Assert.Single((await left.Scenario.StateAsync())["pending_operations"]!.AsArray())!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("a line is edited", 3)]
    [InlineData("the last line is edited", -1)]
    [InlineData("a line is missing", 3)]
    [InlineData("the first line is missing", 0)]
    [InlineData("two lines changed places", 3)]
    public async Task A_log_that_is_not_as_it_was_written_is_refused_with_one_sentence(string what, int line)
    {
        await using var left = await LeftAsync();
        var (lines, at) = (left.Lines.ToList(), line < 0 ? left.Lines.Length - 1 : line);
        if (what.Contains("edited")) lines[at] = lines[at].Replace(":true", ":false").Replace("\"end\":", "\"end\": ");
        if (what.Contains("missing")) lines.RemoveAt(at);
        if (what.Contains("places")) (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);
        Assert.NotEqual(left.Lines, lines);
        await left.WriteAsync(lines);

        var end = await left.Scenario.UpAsync(ProgramAsync);

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith($"error: {left.LogFile}, line {at + 1} was changed after it was written, or lines before it are missing. Nothing was changed. `infra state restore dev` brings back ", end.Error);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_restored_state_leaves_a_damaged_log_aside()
    {
        await using var left = await LeftAsync();
        await left.WriteAsync(left.Lines.Skip(1));
        var repair = new StateRepair($"file://{left.Scenario.StateFolder}", Scenario.Project, "dev", () => left.Scenario.Passphrase, TimeProvider.System);

        Assert.Contains("line 1 was changed", repair.Damage());
        var kept = repair.Restore(repair.Choose(null).File);

        Assert.Null(repair.Damage());
        Assert.Equal(left.Lines.Skip(1), await File.ReadAllLinesAsync(kept + ".steps", Ct));
    }

    [Fact]
    public async Task A_log_of_another_checkpoint_is_not_folded()
    {
        await using var left = await LeftAsync();
        (await left.Scenario.UpAsync(ProgramAsync)).Ok();
        var before = (await left.Scenario.StateAsync()).ToJsonString();

        await File.WriteAllLinesAsync(left.LogFile, left.Lines, Ct);

        Assert.Equal(before, (await left.Scenario.StateAsync()).ToJsonString());
    }

    [Fact]
    public async Task The_next_operation_folds_what_a_killed_one_left_and_its_own_steps_into_one_checkpoint()
    {
        await using var left = await LeftAsync();
        await left.WriteAsync(left.Lines);

        (await left.Scenario.UpAsync(ProgramAsync, "--expect-no-changes")).Ok();

        Assert.False(File.Exists(left.LogFile));
        var checkpoint = JsonNode.Parse(await File.ReadAllTextAsync(left.Scenario.CheckpointFile(), Ct))!;
        Assert.Equal(3, checkpoint["version"]!.GetValue<int>());
        Assert.Equal(4, checkpoint["checkpoint"]!["latest"]!["resources"]!.AsArray().Count);
    }

    [Fact]
    public async Task Others_read_every_step_that_is_done_while_an_update_runs()
    {
        await using var scenario = await Scenario.StartAsync();
        var seen = new List<int>();

        (await scenario.UpAsync(async program =>
        {
            foreach (var name in new[] { "first", "second", "third" })
            {
                await program.RegisterAsync(Vpc, name);
                seen.Add((await scenario.StateAsync())["resources"]!.AsArray().Count);
            }
        })).Ok();

        Assert.Equal([3, 4, 5], seen);
    }

    [Fact]
    public async Task Published_outputs_never_go_back_while_updates_begin_and_end()
    {
        await using var scenario = await Scenario.StartAsync();
        var outputs = new SavedOutputs($"file://{scenario.StateFolder}", Scenario.Project, scenario.WorkFolder, () => scenario.Passphrase);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reading = Task.Run(() =>
        {
            var seen = new List<int>();
            while (!done.IsCancellationRequested) seen.Add(int.Parse(outputs.Read("dev").GetValueOrDefault("release", "0")));
            return seen;
        }, Ct);

        for (var release = 1; release <= 20; release++)
        {
            var now = release;
            (await scenario.UpAsync(async program =>
            {
                program.Output("release", Google.Protobuf.WellKnownTypes.Value.ForString($"{now}"));
                await program.RegisterAsync(Vpc, "main");
            })).Ok();
        }

        await done.CancelAsync();
        var seen = await reading;
        Assert.Equal(seen.Order(), seen);
        Assert.Equal("20", outputs.Read("dev")["release"]);
    }

    static async Task ProgramAsync(InlineProgram program)
    {
        await program.RegisterAsync(Vpc, "first");
        await program.RegisterAsync(Vpc, "second");
    }

    /// <summary>A stack whose update was killed at its end: the checkpoint from before, and the log.</summary>
    static async Task<Left> LeftAsync()
    {
        var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(_ => Task.CompletedTask)).Ok();
        var left = new Left(scenario);
        (await scenario.UpAsync(async program =>
        {
            await ProgramAsync(program);
            (left.Checkpoint, left.Lines) = (await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct), await File.ReadAllLinesAsync(left.LogFile, Ct));
        })).Ok();
        return left;
    }

    sealed class Left(Scenario scenario) : IAsyncDisposable
    {
        public Scenario Scenario => scenario;
        public string LogFile => scenario.CheckpointFile() + ".steps";
        public byte[] Checkpoint { get; set; } = [];
        public string[] Lines { get; set; } = [];

        /// <param name="torn">What there is of the line in which the process died.</param>
        public async Task WriteAsync(IEnumerable<string> lines, string torn = "")
        {
            await File.WriteAllBytesAsync(scenario.CheckpointFile(), Checkpoint, Ct);
            await File.WriteAllTextAsync(LogFile, string.Concat(lines.Select(line => line + "\n")) + torn, Ct);
            await scenario.RestartEngineAsync();
        }

        public async Task<string[]> NamesAsync() =>
            [.. ((await scenario.StateAsync())["resources"]?.AsArray() ?? []).Select(resource => resource!["urn"]!.GetValue<string>().Split("::")[^1]).Order(StringComparer.Ordinal)];

        public ValueTask DisposeAsync() => scenario.DisposeAsync();
    }
}

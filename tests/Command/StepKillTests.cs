using System.Diagnostics;
using Infra.Sandbox.World.Faults;
using Infra.Tests.Support;

namespace Infra.Tests.Command;

/// <summary>
/// The built <c>pulumi</c> is killed with SIGKILL in each step of an update, a refresh and a destroy of thirty resources, before and after the cloud has done it.
/// CI kills in a sample of them; <c>INFRA_WHOLE=1</c> in all. The table, once all holds, is in <c>artifacts/tables/step-kills.md</c>.
/// </summary>
public sealed class StepKillTests
{
    const int Seed = 20261128, Lost = 2;

    readonly Dictionary<(string Verb, bool IsDone), (int Kills, int Pending, Stopwatch Watch)> seen = [];

    [Fact]
    public async Task Killed_in_any_step_the_next_run_goes_on_and_the_cloud_holds_what_the_state_says()
    {
        using var stack = new ThirtyResources();
        await stack.LogInAsync();
        (int Step, bool IsDone)[] all = [.. from step in Enumerable.Range(1, ThirtyResources.Count) from isDone in new[] { false, true } select (step, isDone)];
        new Random(Seed).Shuffle(all);

        foreach (var (step, isDone) in all.Take(Whole.Or(3, all.Length)))
        {
            await KillAsync(stack, "up", ResourceOperation.Create, step, isDone, "creating");
            await EndsWellAsync(stack, ThirtyResources.Count);
            Assert.Equal(ThirtyResources.Count, stack.Made());

            stack.LoseTwo();
            await KillAsync(stack, "refresh", ResourceOperation.Read, step, isDone, pending: null);
            await EndsWellAsync(stack, ThirtyResources.Count - Lost);
            await stack.OkAsync("up");
            await EndsWellAsync(stack, ThirtyResources.Count);
            Assert.Equal(Lost, stack.Made());

            await KillAsync(stack, "destroy", ResourceOperation.Delete, step, isDone, "deleting");
            await EndsWellAsync(stack, 0);
            Assert.Equal(0, stack.Made());
        }

        var table = new Table("verb", "killed", "kills, each mended by the next run", "operations left pending", "seconds");
        foreach (var ((verb, isDone), (kills, pending, watch)) in seen.OrderBy(row => row.Key))
            table.Add(verb, isDone ? "after the cloud did it" : "before the cloud did it", $"{kills}", $"{pending}", $"{watch.Elapsed.TotalSeconds:0}");
        table.Write("step-kills");
    }

    /// <summary>Kills, looks at what is left, and lets the next run mend it.</summary>
    /// <param name="pending">The word for what was under way; null where nothing can be half done.</param>
    async Task KillAsync(ThirtyResources stack, string verb, ResourceOperation operation, int step, bool isDone, string? pending)
    {
        var (kills, operations, watch) = seen.GetValueOrDefault((verb, isDone), (0, 0, new Stopwatch()));
        watch.Start();
        await stack.KillAsync(verb, operation, step, isDone);

        var left = (await stack.StateAsync())["pending_operations"]?.AsArray() ?? [];
        var shown = await stack.ShownAsync();
        var said = await stack.OkAsync(verb);

        if (pending is null) Assert.Empty(left);
        else
        {
            Assert.NotEmpty(left);
            Assert.Contains($"{left.Count} pending operations from previous deployment", said);
        }

        foreach (var one in left.Select(one => one!))
        {
            var urn = one["resource"]!["urn"]!.GetValue<string>();
            Assert.Equal(pending, one["type"]!.GetValue<string>());
            Assert.Contains($"{pending} {urn}", shown);
            Assert.Contains($"{urn}, interrupted while {pending}", said);
        }

        watch.Stop();
        seen[(verb, isDone)] = (kills + 1, operations + left.Count, watch);
    }

    static async Task EndsWellAsync(ThirtyResources stack, int count)
    {
        var state = await stack.StateAsync();
        Assert.False(state.ContainsKey("pending_operations"), state.ToJsonString());
        var stated = await stack.StatedAsync();
        Assert.Equal(stated.Order(), stack.Cloud.Living().Order());
        Assert.Equal(count, stated.Count);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Infra.Catalog;
using Infra.Cli.Demo.Load;
using Infra.Cli.Faults;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Faults;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Tests.Cli;
using Infra.Tests.Support;
using Infra.Tests.World;

namespace Infra.Tests.Faults;

/// <summary>A project whose web service has users all the time, and rollouts that meet faults, one after another.</summary>
internal sealed class FaultStage : IAsyncDisposable
{
    const string Steps = "[ { smoke: / }, { setWeight: 20, bake: 1s }, { setWeight: 50, bake: 1s } ]";

    static readonly ServiceKey web = new("local", "web");

    readonly ShopProject project = new(Steps);
    readonly Dictionary<string, string> releases = [];
    readonly FaultBook book;

    FaultStage()
    {
        LimitSteps("5m");
        book = new FaultBook(project.WorldFolder);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FaultStage> StartAsync()
    {
        var stage = new FaultStage();
        await stage.project.DoAsync("up");
        foreach (var name in (string[])["v1", "v2"]) stage.releases[name] = await stage.project.ImageAsync(name);
        stage.releases["bad"] = await stage.project.ImageAsync("bad", failEvery: 7);
        stage.releases["dead"] = await stage.project.ImageAsync("dead", failEvery: 1);
        await stage.project.DoAsync("rollout", "web", "--release", stage.releases["v1"]);
        return stage;
    }

    public async Task RunAsync(FaultScenario scenario, Table table)
    {
        var status = await StatusAsync();
        var serving = status.GetProperty("serving").GetString()!;
        LimitSteps(scenario.StepLimit);
        var stable = status.GetProperty(serving).GetProperty("release").GetString();
        var release = scenario.Ships == "good" ? stable == "v1" ? "v2" : "v1" : scenario.Ships;
        var faults = FaultsReader.Parse($"faults:\n{Entries(scenario.Faults, status)}", "faults.yaml");
        if (scenario.When.Length == 0) await book.WriteAsync(faults, Ct);
        await using var users = new LoadClient(new Uri($"http://127.0.0.1:{project.ProductionPort}/"), 100, TimeSpan.FromSeconds(10), TimeProvider.System);

        await using var rollout = project.Start("rollout", "web", "--release", releases[release]);
        if (scenario.When.Length > 0)
        {
            await rollout.ToldAsync(scenario.When);
            await book.WriteAsync(faults, Ct);
            // It sleeps until the checks have had their effect: which of the two is faster must not decide how it ends.
            await rollout.SignalAsync("STOP");
            await BelievedAsync(faults, TargetState.Unhealthy);
            await rollout.SignalAsync("CONT");
        }
        var ended = await rollout.EndAsync();
        var met = await book.CountsAsync(Ct);
        await book.WriteAsync([], Ct);
        var under = users.Samples;
        await BelievedAsync(faults, TargetState.Healthy);
        var then = await ThenAsync(scenario, release);
        await users.FenceAsync(Ct);
        var all = users.Samples;

        var says = string.Join("; ", ended.Output.Trim().Split('\n'));
        lock (table) table.Add(string.Join("; ", faults.Select(fault => fault.Says)), Saw(under, release), $"exit {ended.ExitCode}: {says}", then);
        Assert.True(ended.ExitCode == scenario.ExitCode, $"{scenario}: exit {ended.ExitCode}, not {scenario.ExitCode}: {ended.Output}{ended.Error}");
        Assert.Contains(scenario.Says, ended.Output, StringComparison.Ordinal);
        Assert.Contains(scenario.Tells, ended.Error, StringComparison.Ordinal);
        Assert.True(faults.Index().All(entry => !entry.Item.IsCounted || met[entry.Index] >= (entry.Item.Strikes ?? 1)), $"{scenario}: the fault was met {string.Join(", ", met)} times only.");
        var harmed = await HarmAsync(scenario, all);
        Assert.True(harmed is null, $"{scenario}: {harmed}. {ended.Output}{ended.Error}");
        Assert.True(all.Length > 50, $"{scenario}: only {all.Length} requests were sent.");
        await ExplainedAsync(scenario, then);
    }

    /// <summary>Waits until the world says so of every target whose checks lied.</summary>
    async Task BelievedAsync(ImmutableArray<Fault> faults, TargetState state)
    {
        using var world = project.World;
        foreach (var lie in faults.OfType<Fault.OnHealth>().Where(lie => lie.Then == HealthLie.Unhealthy))
            await Eventually.HoldsAsync(async () => await StruckAsync(world, lie.Group) is { IsEmpty: false } struck && struck.All(target => target.State == state), () => Task.FromResult($"{lie.Group} has targets that aren't {state}"));
    }

    static async Task<ImmutableArray<Target>> StruckAsync(WorldClient world, string pattern)
    {
        var struck = ImmutableArray.CreateBuilder<Target>();
        foreach (var group in (await world.StatusAsync(Ct)).Workloads.SelectMany(workload => workload.Spec.TargetGroupIds))
        {
            if (await world.FindTargetGroupAsync(group, Ct) is { } found && Wildcard.Matches(pattern, found.Name, ignoreCase: false))
                struck.AddRange(await world.HealthAsync(group, Ct));
        }
        return struck.ToImmutable();
    }

    /// <returns>What users saw beyond what the scenario explains; null for nothing.</returns>
    async Task<string?> HarmAsync(FaultScenario scenario, ImmutableArray<Sample> samples)
    {
        if (scenario.Harm == 0)
            return samples.Count(sample => sample.Failed) is > 0 and var failed ? $"{failed} of {samples.Length} requests failed, first {samples.First(sample => sample.Failed)}" : null;
        var facts = await FactsAsync();
        var rollout = facts.OfType<Fact.Planned>().Last().Rollout;
        return Exposure.Of([.. facts.Where(fact => fact.Rollout == rollout)]) is { } exposure ? exposure.Unexplained(samples, scenario.Harm) : "the candidate's users were not returned";
    }

    /// <summary>Once faults are lifted: one verb, and the service stands as it should.</summary>
    async Task<string> ThenAsync(FaultScenario scenario, string release)
    {
        var end = "nothing was left to do";
        if (scenario.Then.Length > 0)
        {
            string[] verb = scenario.Then == "rollout" ? ["rollout", "web", "--release", releases[release]] : [scenario.Then, "web"];
            var ended = await project.RunAsync(verb);
            end = $"`infra {scenario.Then}`, exit {ended.ExitCode}: {ended.Output.Trim()}";
            Assert.True(ended.ExitCode == scenario.ThenExitCode, $"{scenario}: {end}{ended.Error}");
        }
        return end;
    }

    /// <summary>What everybody says is the same, one side serves everything, and nothing is left over.</summary>
    async Task ExplainedAsync(FaultScenario scenario, string then)
    {
        var status = await StatusAsync();
        Assert.True(status.GetProperty("findings").GetArrayLength() == 0, $"{scenario}: {status} after {then}");
        var serving = status.GetProperty("serving").GetString()!;
        Assert.Equal(100, status.GetProperty(serving).GetProperty("realWeight").GetInt32());
        var facts = await FactsAsync();
        Assert.IsType<Fact.Ended>(facts[^1]);
        Assert.All(facts.OfType<Fact.Planned>(), planned => Assert.Single(facts.OfType<Fact.Ended>(), ended => ended.Rollout == planned.Rollout));
        using var world = project.World;
        var sides = new[] { "blue", "green" }.Count(side => status.GetProperty(side).GetProperty("release").GetString() is not ("none" or "" or null));
        var running = (await world.StatusAsync(Ct)).Workloads.Where(workload => workload.Spec.Replicas > 0).ToList();
        Assert.True(running.Count == sides, $"{scenario}: {running.Count} services run for {sides} sides that declare one: {string.Join(", ", running.Select(one => one.Spec.Id))} after {then}");
    }

    async Task<ImmutableArray<Fact>> FactsAsync() =>
        [.. (await new FileJournals(project.JournalFolder, TimeProvider.System).Open(web).ReadAsync(Ct)).Select(entry => entry.Fact)];

    async Task<JsonElement> StatusAsync()
    {
        using var json = JsonDocument.Parse(await project.DoAsync("status", "--json"));
        var root = json.RootElement;
        return (root.ValueKind == JsonValueKind.Array ? root[0] : root.TryGetProperty("services", out var services) ? services[0] : root).Clone();
    }

    /// <summary>For rollouts that are planned from here on.</summary>
    void LimitSteps(string limit) => project.SetRollout($"strategy: canary, steps: {Steps}, gates: [ {{ errors: {{ p1: 50% }} }} ], hold: {{ for: 3s, then: return }}, warm: 1s, ready: 8s, stepLimit: {limit}");

    string Entries(string faults, JsonElement status)
    {
        var candidate = status.GetProperty("serving").GetString() == "blue" ? "green" : "blue";
        // A side that was left in the rule at 0 % is taken out, then put in again: only the update after that is the first shift.
        var shift = status.GetProperty(candidate).GetProperty("attached").GetBoolean() ? 3 : 2;
        return faults
            .Replace("{candidate}", candidate, StringComparison.Ordinal)
            .Replace("{stable}", status.GetProperty("serving").GetString(), StringComparison.Ordinal)
            .Replace("{port}", $"{project.ProductionPort}", StringComparison.Ordinal)
            .Replace("{shift}", $"{shift}", StringComparison.Ordinal)
            .Replace("{shift+1}", $"{shift + 1}", StringComparison.Ordinal)
            .Replace("{journal+}", $"{new FileInfo(project.Journal).Length + 3500}", StringComparison.Ordinal);
    }

    static string Saw(ImmutableArray<Sample> samples, string candidate)
    {
        var failed = samples.Count(sample => sample.Failed);
        return $"{samples.Length} requests, {(failed == 0 ? "none" : $"{failed}")} failed; {samples.Count(sample => sample.Release == candidate)} answered by {candidate}";
    }

    public ValueTask DisposeAsync() => project.DisposeAsync();
}

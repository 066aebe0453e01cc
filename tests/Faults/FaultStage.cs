using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Catalog;
using Infra.Cli.Demo.Load;
using Infra.Cli.Faults;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Rollouts;
using Infra.Sandbox.World.Faults;
using Infra.Tests.Cli;
using Infra.Tests.Support;

namespace Infra.Tests.Faults;

/// <summary>A project whose web service has users all the time, and rollouts that meet faults, one after another.</summary>
internal sealed partial class FaultStage : IAsyncDisposable
{
    const string Steps = "[ { smoke: / }, { setWeight: 20, bake: 1s }, { setWeight: 50, bake: 1s } ]";
    const string Hold = "{ for: 3s, then: return }\n      ready: 8s\n      stepLimit: 5m";

    static readonly ServiceKey web = new("local", "web");

    readonly ShopProject project = new(Steps, hold: Hold);
    readonly Dictionary<string, string> releases = [];
    readonly FaultBook book;

    FaultStage() => book = new FaultBook(Path.Combine(project.Folder, ".infra", "world"));

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
        await LimitStepsAsync(scenario.StepLimit);
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
        }
        var ended = await rollout.EndAsync();
        var met = await book.CountsAsync(Ct);
        await book.WriteAsync([], Ct);
        var under = users.Samples;
        var then = await ThenAsync(scenario, release);
        await users.FenceAsync(Ct);
        var all = users.Samples;

        var says = string.Join("; ", ended.Output.Trim().Split('\n'));
        lock (table) table.Add(string.Join("; ", faults.Select(fault => fault.Says)), Saw(under, release), $"exit {ended.ExitCode}: {says}", then);
        Assert.True(ended.ExitCode == scenario.ExitCode, $"{scenario}: exit {ended.ExitCode}, not {scenario.ExitCode}: {ended.Output}{ended.Error}");
        Assert.Contains(scenario.Says, ended.Output, StringComparison.Ordinal);
        Assert.Contains(scenario.Tells, ended.Error, StringComparison.Ordinal);
        Assert.True(faults.Index().All(entry => !entry.Item.IsCounted || met[entry.Index] >= (entry.Item.Strikes ?? 1)), $"{scenario}: the fault was met {string.Join(", ", met)} times only.");
        var failed = all.Where(sample => sample.Failed).ToList();
        Assert.True(failed.Count <= scenario.MostFailed, $"{scenario}: {failed.Count} of {all.Length} requests failed, first {failed.FirstOrDefault()}. {ended.Output}{ended.Error}");
        Assert.True(all.Length > 50, $"{scenario}: only {all.Length} requests were sent.");
        await ExplainedAsync(scenario, then);
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
        var facts = (await new FileJournals(Path.Combine(project.Folder, ".infra", "journal"), TimeProvider.System).Open(web).ReadAsync(Ct)).Select(entry => entry.Fact).ToImmutableArray();
        Assert.IsType<Fact.Ended>(facts[^1]);
        Assert.All(facts.OfType<Fact.Planned>(), planned => Assert.Single(facts.OfType<Fact.Ended>(), ended => ended.Rollout == planned.Rollout));
        using var world = project.World;
        var sides = new[] { "blue", "green" }.Count(side => status.GetProperty(side).GetProperty("release").GetString() is not ("none" or "" or null));
        var running = (await world.StatusAsync(Ct)).Workloads.Where(workload => workload.Spec.Replicas > 0).ToList();
        Assert.True(running.Count == sides, $"{scenario}: {running.Count} services run for {sides} sides that declare one: {string.Join(", ", running.Select(one => one.Spec.Id))} after {then}");
    }

    async Task<JsonElement> StatusAsync()
    {
        using var json = JsonDocument.Parse(await project.DoAsync("status", "--json"));
        var root = json.RootElement;
        return (root.ValueKind == JsonValueKind.Array ? root[0] : root.TryGetProperty("services", out var services) ? services[0] : root).Clone();
    }

    /// <summary>For rollouts that are planned from here on.</summary>
    async Task LimitStepsAsync(string limit)
    {
        var path = Path.Combine(project.Folder, "infra.yaml");
        await File.WriteAllTextAsync(path, Limit().Replace(await File.ReadAllTextAsync(path, Ct), $"stepLimit: {limit}"), Ct);
    }

    string Entries(string faults, JsonElement status)
    {
        var candidate = status.GetProperty("serving").GetString() == "blue" ? "green" : "blue";
        // A side that was left in the rule at 0 % is taken out, then put in again: only the update after that is the first shift.
        var shift = status.GetProperty(candidate).GetProperty("attached").GetBoolean() ? 3 : 2;
        return faults
            .Replace("{candidate}", candidate, StringComparison.Ordinal)
            .Replace("{port}", $"{project.ProductionPort}", StringComparison.Ordinal)
            .Replace("{shift}", $"{shift}", StringComparison.Ordinal)
            .Replace("{shift+1}", $"{shift + 1}", StringComparison.Ordinal)
            .Replace("{journal+}", $"{new FileInfo(Path.Combine(project.Folder, ".infra", "journal", "local", "web.jsonl")).Length + 3500}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"stepLimit: \S+")]
    private static partial Regex Limit();

    static string Saw(ImmutableArray<Sample> samples, string candidate)
    {
        var failed = samples.Count(sample => sample.Failed);
        return $"{samples.Length} requests, {(failed == 0 ? "none" : $"{failed}")} failed; {samples.Count(sample => sample.Release == candidate)} answered by {candidate}";
    }

    public ValueTask DisposeAsync() => project.DisposeAsync();
}

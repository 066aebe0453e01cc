using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using Infra.Tests.World;

namespace Infra.Tests.Kills;

/// <summary>What is there after all kills, read from disk and from the system past the product: nothing that nobody knows.</summary>
sealed class Remains(KillProject project)
{
    /// <summary>The weights of the production rule as the world has them on disk: <c>blue 50 green 50</c>.</summary>
    public string Weights()
    {
        var production = World()["rules"]!.AsObject().Select(rule => rule.Value!).SingleOrDefault(rule => rule["conditions"]!.AsArray().All(condition => condition!["field"]!.GetValue<string>() != "Header"));
        return string.Join(' ', (production?["action"]!["forward"]?.AsArray() ?? [])
            .Select(group => (Colour: group!["targetGroupId"]!.GetValue<string>().Contains("/web-blue-") ? "blue" : "green", Weight: group["weight"]!.GetValue<int>()))
            .OrderBy(side => side.Colour)
            .Select(side => $"{side.Colour} {side.Weight}"));
    }

    /// <summary>Resources that the cloud has are exactly those that the states have, and the world holds nothing else.</summary>
    public void AreWhatTheStatesSay()
    {
        var resources = States().SelectMany(state => state["resources"]?.AsArray() ?? []).Select(resource => resource!)
            .Where(resource => resource["custom"]!.GetValue<bool>() && resource["type"]!.GetValue<string>().StartsWith("aws:", StringComparison.Ordinal))
            .Select(resource => (Type: resource["type"]!.GetValue<string>(), Id: resource["id"]!.GetValue<string>(), Key: (resource["outputs"]?["arn"] ?? resource["id"])!.GetValue<string>()))
            .ToList();
        Assert.Equal(resources.Select(resource => resource.Key).Order(), Cloud.Living().Order());
        foreach (var (kind, type) in new[] { ("targetGroups", ":targetgroup/"), ("rules", ":listener-rule/"), ("listeners", ":listener/"), ("workloads", ":service/") })
            Assert.Equal(resources.Select(resource => resource.Id).Where(id => id.Contains(type)).Order(), World()[kind]!.AsObject().Select(thing => thing.Key).Order());
        Assert.All(States(), state => Assert.Null(state["pending_operations"]));
    }

    /// <summary>No file says that somebody is still at work.</summary>
    public void HoldNoFiles()
    {
        var files = Directory.EnumerateFiles(Path.Combine(project.Folder, ".infra"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("/world/", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(files, file => file.Contains("/locks/", StringComparison.Ordinal) || file.EndsWith(".steps", StringComparison.Ordinal) || file.EndsWith(".next", StringComparison.Ordinal) || file.EndsWith(".new", StringComparison.Ordinal) || file.EndsWith(".wish", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Temporary));
    }

    /// <summary>World, keeper and replicas run; no <c>infra</c> and no policy pack.</summary>
    public Task HoldNoProcessesAsync(int replicas) => Eventually.HoldsAsync(
        () => Task.FromResult(Processes() is var all && all.Count == 2 + replicas && all.Values.Count(IsOfTheWorld) == 2),
        () => Task.FromResult($"{2 + replicas} processes expected, world and keeper among them:\n{string.Join('\n', Processes().Select(one => $"{one.Key}: {one.Value}"))}"));

    /// <summary>Processes that have the project's or its temporary folder in their environment or arguments.</summary>
    public ImmutableSortedDictionary<int, string> Processes() => (
        from process in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(process), out var number) ? number : 0
        where id > 0 && id != Environment.ProcessId && Eventually.Lives(id)
        let arguments = Read(process, "cmdline")
        where (arguments + Read(process, "environ")) is var text && (text.Contains(project.Folder, StringComparison.Ordinal) || text.Contains(project.Temporary, StringComparison.Ordinal))
        select (id, arguments)).ToImmutableSortedDictionary(found => found.id, found => found.arguments.Replace('\0', ' '));

    static bool IsOfTheWorld(string arguments) => arguments.Contains("Infra.Sandbox.World.dll world ", StringComparison.Ordinal) || arguments.Contains("Infra.Sandbox.World.dll keeper", StringComparison.Ordinal);

    /// <summary>No resource was made twice, not even to be cleared away: what is made again later, in another rollout, was removed before.</summary>
    public void WereMadeOnce() => Assert.All(
        Cloud.Changes.Where(change => change.Key == "begin").Select(change => (Urn: change.Value!["Urn"]!.GetValue<string>(), Thing: $"{change.Value!["Type"]} {change.Value!["Key"]}")).GroupBy(made => made.Urn),
        same => Assert.All(same.SkipLast(1), made => Assert.Contains(Cloud.Changes, change => change.Key == "remove" && change.Value!.GetValue<string>() == made.Thing)));

    CloudFile Cloud => new(Path.Combine(project.State, "sandbox", "cloud.jsonl"));

    IEnumerable<JsonNode> States() => Directory.EnumerateFiles(Path.Combine(project.State, "stacks"), "*.json", SearchOption.AllDirectories)
        .Select(file => JsonNode.Parse(File.ReadAllText(file))!["checkpoint"]!["latest"]).OfType<JsonNode>();

    JsonNode World() => JsonNode.Parse(File.ReadAllText(Path.Combine(project.WorldFolder, "world.json")))!;

    static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

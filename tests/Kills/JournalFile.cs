using System.Text.Json;

namespace Infra.Tests.Kills;

/// <summary>A journal as anybody can read it: its lines, without the product's code.</summary>
static class JournalFile
{
    /// <summary>The facts of the newest rollout.</summary>
    public static IReadOnlyList<JsonElement> Newest(string file)
    {
        if (!File.Exists(file))
            return [];
        var facts = File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("entry").GetProperty("fact")).ToList();
        return [.. facts.Skip(facts.FindLastIndex(fact => Kind(fact) == "planned"))];
    }

    public static string Kind(JsonElement fact) => fact.GetProperty("fact").GetString() ?? "";

    public static string Step(JsonElement fact) => fact.TryGetProperty("step", out var step) ? step.GetString() ?? "" : "";

    public static string? Outcome(IEnumerable<JsonElement> facts) =>
        facts.Where(fact => Kind(fact) == "ended").Select(fact => fact.GetProperty("outcome").GetProperty("outcome").GetString()).SingleOrDefault();

    /// <summary>What it was at, in its own words.</summary>
    public static string Last(string file) => Newest(file) is [.., var last] ? $"{Kind(last)} {Step(last)}".TrimEnd() : "nothing yet";
}

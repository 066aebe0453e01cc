using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>How a command ended, and the events of it.</summary>
internal sealed record CommandEnd(int ExitCode, string Output, string Error, List<JsonObject> Events)
{
    /// <summary>The kind of each event, in order.</summary>
    public IEnumerable<string> Kinds => Events.Select(happened => happened.Select(entry => entry.Key).Single(name => name is not ("sequence" or "timestamp")));

    public string Changes => Summary["resourceChanges"]!.ToJsonString();
    public string Result => Summary["result"]!.GetValue<string>();
    public JsonNode Summary => Of("summaryEvent").Single();

    /// <summary>What was done to a resource, in order: <c>create-replacement, replace</c>.</summary>
    public string Ops(string name) => string.Join(", ", Of("resourcePreEvent").Select(payload => payload["metadata"]!)
        .Where(metadata => metadata["urn"]!.GetValue<string>().EndsWith("::" + name, StringComparison.Ordinal)).Select(metadata => metadata["op"]!.GetValue<string>()));

    /// <summary>What was done to each resource, by its name; not to the stack itself and default providers.</summary>
    public IReadOnlyDictionary<string, string> AllOps => Steps.GroupBy(step => step.Name).ToDictionary(steps => steps.Key, steps => string.Join(", ", steps.Select(step => step.Op)));

    /// <summary>The same in the order in which it was done, as <c>name op</c>.</summary>
    public IEnumerable<string> Done => Steps.Select(step => $"{step.Name} {step.Op}");

    IEnumerable<(string Name, string Op)> Steps => Of("resourcePreEvent").Select(payload => payload["metadata"]!)
        .Select(metadata => (Urn: metadata["urn"]!.GetValue<string>(), Op: metadata["op"]!.GetValue<string>()))
        .Where(step => !step.Urn.Contains("::pulumi:pulumi:Stack::") && !step.Urn.Contains("::pulumi:providers:"))
        .Select(step => (step.Urn.Split("::", 4)[^1], step.Op));

    public JsonNode Step(string name, string op) => Of("resourcePreEvent").Select(payload => payload["metadata"]!)
        .Single(metadata => metadata["urn"]!.GetValue<string>().EndsWith("::" + name, StringComparison.Ordinal) && metadata["op"]!.GetValue<string>() == op);

    public IEnumerable<string> Errors => Said("error");

    /// <summary>The messages of a severity: info, info#err, warning, error.</summary>
    public IEnumerable<string> Said(string severity) => Of("diagnosticEvent").Where(payload => payload["severity"]!.GetValue<string>() == severity).Select(payload => payload["message"]!.GetValue<string>().TrimEnd());

    public IEnumerable<JsonNode> Of(string kind) => Events.Select(happened => happened[kind]).OfType<JsonNode>();

    public CommandEnd Ok()
    {
        Assert.True(ExitCode == 0, $"ended with {ExitCode}: {Error}{Output}");
        return this;
    }
}

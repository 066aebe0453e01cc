using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>One process of the official Node.js SDK, which serves every program of tests/node/scenarios.</summary>
public sealed class NodeScenarios : IAsyncLifetime
{
    static readonly string folder = Path.Combine(Repository.Root, "tests", "node");
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    Process? node;
    Dictionary<string, Move[]> scenarios = [];

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(folder, "scenarios"), "*.js").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public string Address { get; private set; } = "";

    public Move[] this[string scenario] => scenarios[scenario];

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(NodeProject.Modules)) return;
        node = Process.Start(new ProcessStartInfo("node", ["scenarios.js"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Address = $"127.0.0.1:{await node.StandardOutput.ReadLineAsync()}";
        scenarios = JsonSerializer.Deserialize<Dictionary<string, Move[]>>((await node.StandardOutput.ReadLineAsync())!, json)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (node is null) return;
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    /// <summary>What is done next in a scenario, and what must come of it.</summary>
    /// <param name="Config">Configuration that is set before, and stays.</param>
    /// <param name="Ops">By the name of a resource, what is done to it; null when that is not looked at.</param>
    /// <param name="Order">What is done one after the other, as <c>name op</c>.</param>
    /// <param name="Count">How many resources something is done to.</param>
    /// <param name="Fails">Words of an error message; null when all must be well.</param>
    /// <param name="Inputs">By the name of a resource, inputs that its state must have afterwards.</param>
    /// <param name="State">By the name of a resource, what else its state must say afterwards.</param>
    /// <param name="Outputs">Outputs that the stack must have, as they are shown.</param>
    /// <param name="Hides">Texts that may stand nowhere: not in what is said, not in a file.</param>
    public sealed record Move(
        string? Command, string[]? Flags, Dictionary<string, string>? Config, Dictionary<string, string>? Ops, string[]? Order, int? Count, string? Fails,
        Dictionary<string, JsonObject>? Inputs, Dictionary<string, JsonObject>? State, JsonObject? Outputs, string[]? Hides);
}

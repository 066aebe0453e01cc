using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary><c>pulumi preview --json</c>: one object at the end.</summary>
internal sealed class PreviewDigest(Invocation invocation, StackConfig config) : IDisplay
{
    static readonly ResourceCodec masked = new(_ => (json, _, _) => json.WriteStringValue("[secret]"), _ => (_, _) => throw new InvalidOperationException("A digest is only written."));

    readonly Lock gate = new();
    readonly List<Step> steps = [];
    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly List<EngineEvent> diagnostics = [];

    public void Show(EngineEvent happened)
    {
        lock (gate)
        {
            // A component's outputs are a second step of its own, which no plan has.
            if (happened is { Kind: "resOutputsEvent", Step: { IsInternal: false } step } && (seen.Add(step.Urn) || step.Subject.Custom)) steps.Add(step);
            else if (happened is { Kind: "diagnosticEvent", Severity: not "debug" }) diagnostics.Add(happened);
        }
    }

    public void End(OperationOutcome outcome) => invocation.Say(JsonText.Of(json =>
    {
        json.WriteStartObject();
        if (!config.Values.IsEmpty)
        {
            json.WriteStartObject("config");
            foreach (var (key, value) in config.Shown) json.WriteString(key, value);
            json.WriteEndObject();
        }
        json.WriteStartArray("steps");
        foreach (var step in steps) Write(json, step);
        json.WriteEndArray();
        if (diagnostics.Count > 0) Diagnostics(json);
        json.WriteNumber("duration", outcome.Summary.Duration.Ticks * 100);
        json.WriteStartObject("changeSummary");
        foreach (var (op, count) in outcome.Summary.Changes) json.WriteNumber(op, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }, indented: true));

    public void Dispose()
    {
    }

    static void Write(Utf8JsonWriter json, Step step)
    {
        json.WriteStartObject();
        json.WriteString("op", step.Op.Word);
        json.WriteString("urn", step.Urn);
        if (step.Subject.Provider.Length > 0) json.WriteString("provider", step.Subject.Provider);
        State(json, "oldState", step.Old);
        State(json, "newState", step.New);
        Texts(json, "diffReasons", [.. step.Diff.Keys.Select(PropertyDiff.Root).Distinct()]);
        Texts(json, "replaceReasons", step.Keys);
        if (step.Diff.IsEmpty) json.WriteNull("detailedDiff");
        else
        {
            json.WriteStartObject("detailedDiff");
            foreach (var (path, kind) in step.Diff)
            {
                json.WriteStartObject(path);
                json.WriteString("kind", EventLog.Word(kind) + (step.Keys.Contains(PropertyDiff.Root(path)) ? "-replace" : ""));
                json.WriteBoolean("inputDiff", true);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static void State(Utf8JsonWriter json, string name, ResourceState? state)
    {
        if (state is null) return;
        json.WritePropertyName(name);
        masked.Write(json, state);
    }

    static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    void Diagnostics(Utf8JsonWriter json)
    {
        json.WriteStartArray("diagnostics");
        foreach (var said in diagnostics)
        {
            json.WriteStartObject();
            if (said.Urn is { Length: > 0 } urn) json.WriteString("urn", urn);
            if (said.Severity is "error" or "warning") json.WriteString("prefix", $"{said.Severity}: ");
            json.WriteString("message", said.Text.EndsWith('\n') ? said.Text : said.Text + "\n");
            json.WriteString("severity", said.Severity);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

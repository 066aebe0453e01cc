using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Events;

/// <summary>Says what happens, as Pulumi's engine events: one JSON object each, numbered, in order. No secret ever passes.</summary>
internal sealed class EventLog(TimeProvider time, bool planning, Action<EngineEvent> publish)
{
    readonly Lock gate = new();
    int sequence;

    /// <summary>What no message may say.</summary>
    public SecretFilter Secrets { get; } = new();

    public void Prelude(IEnumerable<KeyValuePair<string, string>> config) => Publish("preludeEvent", json =>
    {
        json.WriteStartObject("config");
        foreach (var (key, value) in config) json.WriteString(key, value);
        json.WriteEndObject();
    });

    public void Pre(Step step) => OfStep("resourcePreEvent", step);

    public void Outputs(Step step) => OfStep("resOutputsEvent", step);

    public void Failed(Step step) => Publish("resOpFailedEvent", json =>
    {
        Metadata(json, step);
        json.WriteNumber("status", 0);
        json.WriteNumber("steps", 0);
    }, step);

    /// <param name="severity">info, info#err, warning, error or debug.</param>
    public void Diagnostic(string severity, string message, string? urn = null, int stream = 0)
    {
        message = Secrets.Hide(message);
        Publish("diagnosticEvent", json => Diagnostic(json, severity, message, urn, stream), severity: severity, text: message, urn: urn);
    }

    static void Diagnostic(Utf8JsonWriter json, string severity, string message, string? urn, int stream)
    {
        if (urn is { Length: > 0 }) json.WriteString("urn", urn);
        if (severity is "error" or "warning") json.WriteString("prefix", $"{severity}: ");
        json.WriteString("message", message.EndsWith('\n') ? message : message + "\n");
        json.WriteString("color", "never");
        json.WriteString("severity", severity);
        if (stream != 0) json.WriteNumber("streamID", stream);
    }

    public void Policy(string urn, PolicyFinding finding)
    {
        finding = finding with { Message = Secrets.Hide(finding.Message) };
        Publish("policyEvent", json => Policy(json, urn, finding), urn: urn, finding: finding);
    }

    static void Policy(Utf8JsonWriter json, string urn, PolicyFinding finding)
    {
        json.WriteString("resourceUrn", urn);
        json.WriteString("message", finding.Message);
        json.WriteString("color", "never");
        json.WriteString("policyName", finding.Policy);
        json.WriteString("policyPackName", finding.Pack);
        json.WriteString("policyPackVersion", finding.PackVersion);
        json.WriteString("policyPackVersionTag", finding.PackVersion);
        json.WriteString("enforcementLevel", finding.IsMandatory ? "mandatory" : "advisory");
    }

    public void Remediated(string urn, PolicyFinding finding, PropertyMap before, PropertyMap after) => Publish("policyRemediationEvent", json =>
    {
        json.WriteString("resourceUrn", urn);
        json.WriteString("color", "never");
        json.WriteString("policyName", finding.Policy);
        json.WriteString("policyPackName", finding.Pack);
        json.WriteString("policyPackVersion", finding.PackVersion);
        json.WriteString("policyPackVersionTag", finding.PackVersion);
        json.WritePropertyName("before");
        JsonCodec.Write(json, before, JsonCodec.Masked);
        json.WritePropertyName("after");
        JsonCodec.Write(json, after, JsonCodec.Masked);
    });

    public void Summary(RunSummary summary) => Publish("summaryEvent", json =>
    {
        json.WriteBoolean("maybeCorrupt", false);
        json.WriteNumber("durationSeconds", (int)summary.Duration.TotalSeconds);
        json.WriteStartObject("resourceChanges");
        foreach (var (op, count) in summary.Changes) json.WriteNumber(op, count);
        json.WriteEndObject();
        json.WriteStartObject("PolicyPacks");
        foreach (var (name, version) in summary.PolicyPacks) json.WriteString(name, version);
        json.WriteEndObject();
        json.WriteBoolean("isPreview", planning);
        json.WriteString("result", summary.Result);
    });

    public void Cancel() => Publish("cancelEvent", _ => { });

    void OfStep(string kind, Step step) => Publish(kind, json =>
    {
        Metadata(json, step);
        if (planning) json.WriteBoolean("planning", true);
    }, step);

    static void Metadata(Utf8JsonWriter json, Step step)
    {
        json.WriteStartObject("metadata");
        json.WriteString("op", step.Op.Word);
        json.WriteString("urn", step.Urn);
        json.WriteString("type", step.Subject.Type);
        State(json, "old", step.Old);
        State(json, "new", step.New);
        Texts(json, "keys", step.Keys);
        Texts(json, "diffs", [.. step.Diff.Keys.Select(PropertyDiff.Root).Distinct()]);
        if (step.Diff.Count == 0) json.WriteNull("detailedDiff");
        else
        {
            json.WriteStartObject("detailedDiff");
            foreach (var (path, kind) in step.Diff)
            {
                json.WriteStartObject(path);
                json.WriteString("diffKind", Word(kind) + (step.Keys.Contains(PropertyDiff.Root(path)) ? "-replace" : ""));
                json.WriteBoolean("inputDiff", true);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        if (step.Op.IsLogical) json.WriteBoolean("logical", true);
        json.WriteString("provider", step.Subject.Provider);
        json.WriteEndObject();
    }

    static void State(Utf8JsonWriter json, string name, ResourceState? state)
    {
        if (state is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("type", state.Type);
        json.WriteString("urn", state.Urn);
        if (state.Custom) json.WriteBoolean("custom", true);
        if (state.Delete) json.WriteBoolean("delete", true);
        json.WriteString("id", state.Id);
        json.WriteString("parent", state.Parent);
        if (state.Protect) json.WriteBoolean("protect", true);
        if (state.External) json.WriteBoolean("external", true);
        if (state.RetainOnDelete) json.WriteBoolean("retainOnDelete", true);
        json.WritePropertyName("inputs");
        JsonCodec.Write(json, state.Inputs.Shown, JsonCodec.Masked);
        json.WritePropertyName("outputs");
        JsonCodec.Write(json, state.Outputs.Shown, JsonCodec.Masked);
        json.WriteString("provider", state.Provider);
        Texts(json, "initErrors", state.InitErrors);
        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.Length == 0) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static string Word(DiffKind kind) => kind switch
    {
        DiffKind.Add => "add",
        DiffKind.Delete => "delete",
        DiffKind.Update => "update",
    };

    void Publish(string kind, Action<Utf8JsonWriter> payload, Step? step = null, string severity = "", string text = "", string? urn = null, PolicyFinding? finding = null)
    {
        lock (gate)
        {
            var number = sequence++;
            var json = JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("sequence", number);
                json.WriteNumber("timestamp", time.GetUtcNow().ToUnixTimeSeconds());
                json.WriteStartObject(kind);
                payload(json);
                json.WriteEndObject();
                json.WriteEndObject();
            }, indented: false);
            publish(new EngineEvent(kind, json) { Step = step, Severity = severity, Text = text, Urn = urn ?? step?.Urn, Finding = finding });
        }
    }
}

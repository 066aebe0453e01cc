using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class EngineEvent
{
    [JsonConstructor]
    internal EngineEvent()
    {
    }

    [JsonInclude]
    public int Sequence { get; internal init; }

    [JsonInclude]
    public int Timestamp { get; internal init; }

    [JsonInclude]
    public CancelEvent? CancelEvent { get; internal init; }

    [JsonInclude, JsonPropertyName("stdoutEvent")]
    public StandardOutputEngineEvent? StandardOutputEvent { get; internal init; }

    [JsonInclude]
    public DiagnosticEvent? DiagnosticEvent { get; internal init; }

    [JsonInclude]
    public PreludeEvent? PreludeEvent { get; internal init; }

    [JsonInclude]
    public SummaryEvent? SummaryEvent { get; internal init; }

    [JsonInclude]
    public ResourcePreEvent? ResourcePreEvent { get; internal init; }

    [JsonInclude, JsonPropertyName("resOutputsEvent")]
    public ResourceOutputsEvent? ResourceOutputsEvent { get; internal init; }

    [JsonInclude, JsonPropertyName("resOpFailedEvent")]
    public ResourceOperationFailedEvent? ResourceOperationFailedEvent { get; internal init; }

    [JsonInclude]
    public PolicyEvent? PolicyEvent { get; internal init; }
}

using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class DiagnosticEvent
{
    [JsonConstructor]
    internal DiagnosticEvent()
    {
    }

    [JsonInclude]
    public string? Urn { get; internal init; }

    [JsonInclude]
    public string? Prefix { get; internal init; }

    [JsonInclude]
    public string Message { get; internal init; } = "";

    [JsonInclude]
    public string Color { get; internal init; } = "";

    [JsonInclude]
    public string Severity { get; internal init; } = "";

    [JsonInclude]
    public string? StreamId { get; internal init; }

    [JsonInclude]
    public bool? Ephemeral { get; internal init; }
}

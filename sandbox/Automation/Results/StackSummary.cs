using System.Text.Json.Serialization;

namespace Pulumi.Automation;

public class StackSummary
{
    [JsonConstructor]
    internal StackSummary()
    {
    }

    [JsonInclude]
    public string Name { get; internal init; } = "";

    [JsonInclude, JsonPropertyName("current")]
    public bool IsCurrent { get; internal init; }

    [JsonInclude]
    public DateTimeOffset? LastUpdate { get; internal init; }

    [JsonInclude, JsonPropertyName("updateInProgress")]
    public bool IsUpdateInProgress { get; internal init; }

    [JsonInclude]
    public int? ResourceCount { get; internal init; }

    [JsonInclude]
    public string? Url { get; internal init; }
}

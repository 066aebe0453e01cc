using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class PolicyEvent
{
    [JsonConstructor]
    internal PolicyEvent()
    {
    }

    [JsonInclude]
    public string? ResourceUrn { get; internal init; }

    [JsonInclude]
    public string Message { get; internal init; } = "";

    [JsonInclude]
    public string Color { get; internal init; } = "";

    [JsonInclude]
    public string PolicyName { get; internal init; } = "";

    [JsonInclude]
    public string PolicyPackName { get; internal init; } = "";

    [JsonInclude]
    public string PolicyPackVersion { get; internal init; } = "";

    [JsonInclude]
    public string PolicyPackVersionTag { get; internal init; } = "";

    [JsonInclude]
    public string EnforcementLevel { get; internal init; } = "";
}

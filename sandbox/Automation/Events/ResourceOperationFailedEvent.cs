using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class ResourceOperationFailedEvent
{
    [JsonConstructor]
    internal ResourceOperationFailedEvent()
    {
    }

    [JsonInclude]
    public StepEventMetadata Metadata { get; internal init; } = null!;

    [JsonInclude]
    public int Status { get; internal init; }

    [JsonInclude]
    public int Steps { get; internal init; }
}

using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class ResourceOutputsEvent
{
    [JsonConstructor]
    internal ResourceOutputsEvent()
    {
    }

    [JsonInclude]
    public StepEventMetadata Metadata { get; internal init; } = null!;

    [JsonInclude]
    public bool? Planning { get; internal init; }
}

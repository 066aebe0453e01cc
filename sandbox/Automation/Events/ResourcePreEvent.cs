using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class ResourcePreEvent
{
    [JsonConstructor]
    internal ResourcePreEvent()
    {
    }

    [JsonInclude]
    public StepEventMetadata Metadata { get; internal init; } = null!;

    [JsonInclude]
    public bool? Planning { get; internal init; }
}

using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class PropertyDiff
{
    [JsonConstructor]
    internal PropertyDiff()
    {
    }

    [JsonInclude, JsonPropertyName("diffKind")]
    public DiffKind Kind { get; internal init; }

    [JsonInclude]
    public bool InputDiff { get; internal init; }
}

using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class StandardOutputEngineEvent
{
    [JsonConstructor]
    internal StandardOutputEngineEvent()
    {
    }

    [JsonInclude]
    public string Message { get; internal init; } = "";

    [JsonInclude]
    public string Color { get; internal init; } = "";
}

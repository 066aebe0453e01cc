using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

public class CancelEvent
{
    [JsonConstructor]
    internal CancelEvent()
    {
    }
}
